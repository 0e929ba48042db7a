package io.weir.route;

import io.weir.catalog.Api;
import io.weir.catalog.InvalidDefinitionException;
import io.weir.catalog.Lifecycle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns an API's definition into its part of the {@link RouteTable}. What cannot be understood, which only another version of Weir
 * can have written, is left out with a warning, so that one bad definition does not take the others away.
 */
final class RouteCompiler {
    private static final Logger LOG = LoggerFactory.getLogger(RouteCompiler.class);

    private record Parsed(PathTemplate template, Route route) {
        Segment segment(int depth) {
            return template.segments().get(depth);
        }

        boolean endsAt(int depth) {
            return template.segments().size() == depth;
        }

        boolean is(Segment.Kind kind, int depth) {
            return !endsAt(depth) && segment(depth).kind() == kind;
        }
    }

    private RouteCompiler() {}

    /** The API's routes; null where it has none because it is not published yet or its context cannot be used. */
    static @Nullable ApiRoutes compile(Api api) {
        if (api.lifecycle() == Lifecycle.CREATED) {
            return null;
        }
        try {
            String contextPath = ApiPaths.gatewayContext(api);
            return new ApiRoutes(api.id(), contextPath, node(parse(api, contextPath), 0), null);
        } catch (InvalidDefinitionException e) {
            LOG.warn("API {} is left out of routing: {}", api.id(), e.getMessage());
            return null;
        }
    }

    private static List<Parsed> parse(Api api, String contextPath) {
        String context = contextPath.isEmpty()
                ? ""
                : PathTemplate.parse(contextPath, "context").order();
        Map<String, PathTemplate> templates = new LinkedHashMap<>();
        Map<String, String> orders = new LinkedHashMap<>();
        List<Parsed> parsed = new ArrayList<>(api.resources().size());
        for (int i = 0; i < api.resources().size(); i++) {
            String field = "resources[" + i + "].path";
            try {
                PathTemplate template = templates.computeIfAbsent(
                        api.resources().get(i).path(), path -> PathTemplate.parse(path, field));
                String order = orders.computeIfAbsent(context + template.order(), same -> same);
                parsed.add(new Parsed(template, new Route(api, i, contextPath, order)));
            } catch (InvalidDefinitionException e) {
                LOG.warn("API {}: a resource is left out of routing: {}", api.id(), e.getMessage());
            }
        }
        return parsed;
    }

    private static RouteNode node(List<Parsed> all, int depth) {
        return new RouteNode(
                leaf(all.stream().filter(one -> one.endsAt(depth)).toList()),
                literals(only(Segment.Kind.LITERAL, all, depth), depth),
                mixed(only(Segment.Kind.MIXED, all, depth), depth),
                next(only(Segment.Kind.TEMPLATE, all, depth), depth),
                leaf(only(Segment.Kind.WILDCARD, all, depth)));
    }

    private static List<Parsed> only(Segment.Kind kind, List<Parsed> all, int depth) {
        return all.stream().filter(one -> one.is(kind, depth)).toList();
    }

    private static @Nullable RouteLeaf leaf(List<Parsed> ending) {
        return ending.isEmpty()
                ? null
                : RouteLeaf.of(ending.stream().map(Parsed::route).toList());
    }

    private static @Nullable RouteNode next(List<Parsed> sameSegment, int depth) {
        return sameSegment.isEmpty() ? null : node(sameSegment, depth + 1);
    }

    private static @Nullable RegionMap<RouteNode> literals(List<Parsed> literals, int depth) {
        if (literals.isEmpty()) {
            return null;
        }
        RegionMap.Editor<RouteNode> map = RegionMap.<RouteNode>empty().edit();
        literals.stream()
                .collect(Collectors.groupingBy(one -> one.segment(depth).literal()))
                .forEach((text, same) -> map.put(text, node(same, depth + 1)));
        return map.map();
    }

    private static List<MixedBranch> mixed(List<Parsed> mixed, int depth) {
        if (mixed.isEmpty()) {
            return List.of();
        }
        TreeMap<String, List<Parsed>> inOrder = mixed.stream()
                .collect(Collectors.groupingBy(one -> one.segment(depth).order(), TreeMap::new, Collectors.toList()));
        return inOrder.values().stream()
                .map(same -> new MixedBranch(same.get(0).segment(depth).pieces(), node(same, depth + 1)))
                .toList();
    }
}
