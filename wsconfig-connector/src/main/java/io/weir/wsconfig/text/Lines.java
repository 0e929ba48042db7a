package io.weir.wsconfig.text;

import java.util.ArrayList;
import java.util.List;

/** A text as it grows, line by line. One thread. */
final class Lines {
    private final List<String> lines = new ArrayList<>();

    Lines add(String line) {
        lines.add(line);
        return this;
    }

    Lines addAll(List<String> more) {
        lines.addAll(more);
        return this;
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }
}
