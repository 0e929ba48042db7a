package io.weir.wsconfig.text;

import io.weir.wsconfig.cluster.Member;
import java.util.List;

/** One cluster for all texts. */
final class Example {
    static final WorkerNames NAMES = new WorkerNames(1);
    static final List<Member> MEMBERS = List.of(
            new Member("n-7f3a", "10.0.0.5", 8009, 3, true),
            new Member("n-91c2", "gw2.example.com", 8009, 1, false),
            new Member("n-c001", "fd00::1", 8010, 250, true));

    private Example() {}
}
