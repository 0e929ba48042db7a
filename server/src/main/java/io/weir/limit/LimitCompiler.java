package io.weir.limit;

import io.weir.catalog.LimitDefinition;
import io.weir.catalog.LimitDefinition.Scope;
import io.weir.catalog.Plan;
import org.jspecify.annotations.Nullable;

/**
 * Makes limits out of one plan on one API. Immutable; any thread.
 */
public final class LimitCompiler {
    private final LimitShape shape;
    private final String[] prefixes;

    /** @param api the id of the API */
    public LimitCompiler(Plan plan, String api) {
        this.shape = new LimitShape(plan.limits());
        this.prefixes = plan.limits().stream()
                .map(limit -> LimiterKeys.prefix(limit, api, plan.id()))
                .toArray(String[]::new);
    }

    /** True where templates differ from resource to resource; else one serves the whole subscription. */
    public boolean isPerResource() {
        return shape.definitions().stream().anyMatch(limit -> limit.scope() == Scope.RESOURCE);
    }

    /**
     * The limits of a subscription's calls to a resource.
     *
     * @param application the id of the subscribed application
     * @param resource as {@link #resource} names it; anything where limits do not differ from resource to resource
     */
    public LimitTemplate compile(String application, String resource) {
        @Nullable Limit[] fixed = new Limit[prefixes.length];
        for (int i = 0; i < fixed.length; i++) {
            fixed[i] = limit(i, application, resource);
        }
        return new LimitTemplate(shape, fixed, prefixes);
    }

    /** The limit at a place of the plan; null for one that counts by the client's address. */
    @Nullable
    Limit limit(int index, String application, String resource) {
        LimitDefinition definition = shape.definitions().get(index);
        String key = key(prefixes[index], definition.scope(), application, resource);
        return key == null ? null : new Limit(definition, key);
    }

    /** How an API's resources are told apart: by what does not change when others come or go. */
    public static String resource(String method, String path) {
        return method + " " + path;
    }

    private static @Nullable String key(String prefix, Scope scope, String application, String resource) {
        return switch (scope) {
            case APPLICATION -> LimiterKeys.application(prefix, application);
            case API -> LimiterKeys.api(prefix);
            case RESOURCE -> LimiterKeys.resource(prefix, application, resource);
            case IP -> null;
        };
    }
}
