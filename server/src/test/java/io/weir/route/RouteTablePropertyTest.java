package io.weir.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.Api;
import io.weir.catalog.Lifecycle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The table against a second, naive writing of its rules, over an alphabet so small that everything overlaps. */
class RouteTablePropertyTest {

    @Property(tries = 600)
    void findsWhatLookingAtEveryResourceFinds(
            @ForAll("apis") List<Api> apis, @ForAll("requests") List<Tuple.Tuple2<String, String>> requests) {
        RouteTable table = RouteTable.of(apis);
        NaiveMatcher naive = new NaiveMatcher(apis);

        for (Tuple.Tuple2<String, String> request : requests) {
            assertThat(text(table.match(request.get1(), request.get2())))
                    .as("%s in %s", request, lines(apis))
                    .isEqualTo(naive.match(request.get1(), request.get2()));
        }
    }

    @Property(tries = 200)
    void isTheSameWhicheverWayItCameToBe(
            @ForAll("apis") List<Api> before,
            @ForAll("apis") List<Api> changed,
            @ForAll Random random,
            @ForAll("requests") List<Tuple.Tuple2<String, String>> requests) {
        Map<String, Api> expected = new LinkedHashMap<>();
        before.forEach(api -> expected.put(api.id(), api));
        List<String> removed =
                expected.keySet().stream().filter(id -> random.nextInt(3) == 0).toList();
        removed.forEach(expected::remove);
        changed.forEach(api -> expected.put(api.id(), api));
        List<Api> shuffled = new ArrayList<>(expected.values());
        Collections.shuffle(shuffled, random);

        RouteTable atOnce = RouteTable.of(shuffled);
        RouteTable step = RouteTable.of(before).with(changed, removed);
        RouteTable oneByOne = RouteTable.of(before).with(List.of(), removed);
        for (Api api : changed) {
            oneByOne = oneByOne.with(List.of(api), List.of("unknown"));
        }

        for (Tuple.Tuple2<String, String> request : requests) {
            String there = text(atOnce.match(request.get1(), request.get2()));
            assertThat(text(step.match(request.get1(), request.get2()))).isEqualTo(there);
            assertThat(text(oneByOne.match(request.get1(), request.get2()))).isEqualTo(there);
        }
    }

    @Provide
    Arbitrary<List<Api>> apis() {
        Arbitrary<String> context = Arbitraries.of("/", "/a", "/b", "/a/a", "/a/b", "/a/b/a");
        Arbitrary<String> organization = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just("default")), Tuple.of(1, Arbitraries.of("a", "b")));
        Arbitrary<Lifecycle> lifecycle = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(Lifecycle.PUBLISHED)), Tuple.of(1, Arbitraries.of(Lifecycle.class)));
        Arbitrary<String> resource = Combinators.combine(methods(), paths("{x}", "{y}", "a{x}", "{x}a", "a{x}b{y}"))
                .as((method, path) -> method + " " + path);
        return Combinators.combine(
                        Arbitraries.of("p", "q", "r", "s", "u"),
                        organization,
                        context,
                        lifecycle,
                        resource.list().ofMaxSize(8))
                .as((id, owner, where, state, resources) ->
                        Apis.api(id, owner, where, state, resources.toArray(String[]::new)))
                .list()
                .uniqueElements(Api::id)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Tuple.Tuple2<String, String>>> requests() {
        Arbitrary<String> path = Arbitraries.of("a", "b", "aa", "ab", "aab", "abb", "aabb", "t", "")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(segments -> "/" + String.join("/", segments));
        Arbitrary<String> tenant = path.map(rest -> "/t/a" + rest);
        return Combinators.combine(
                        Arbitraries.of("GET", "HEAD", "POST", "PURGE"),
                        Arbitraries.frequencyOf(Tuple.of(5, path), Tuple.of(1, tenant)))
                .as(Tuple::of)
                .list()
                .ofSize(20);
    }

    private static Arbitrary<String> methods() {
        return Arbitraries.of("GET", "HEAD", "POST", "*");
    }

    private static Arbitrary<String> paths(String... templates) {
        Arbitrary<String> segment = Arbitraries.oneOf(Arbitraries.of("a", "b", "aa", "ab"), Arbitraries.of(templates));
        Arbitrary<String> end = Arbitraries.of("", "", "", "/", "/*");
        return Combinators.combine(segment.list().ofMaxSize(3), end).as((segments, tail) -> {
            String path = segments.isEmpty() ? "" : "/" + String.join("/", segments);
            return path.isEmpty() && tail.isEmpty() ? "/" : path + tail;
        });
    }

    private static String text(Match match) {
        if (match instanceof Match.Found found) {
            Route route = found.route();
            return route.apiId() + " " + route.resourceIndex() + " " + route.contextPath();
        }
        return match instanceof Match.MethodNotAllowed other ? other.allowed().toString() : "[]";
    }

    private static String lines(Collection<Api> apis) {
        StringBuilder text = new StringBuilder();
        for (Api api : apis) {
            text.append('\n').append(api.id()).append(' ').append(api.organization());
            text.append(' ').append(api.context()).append(' ').append(api.lifecycle());
            text.append(' ').append(api.resources());
        }
        return text.toString();
    }
}
