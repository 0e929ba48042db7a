package io.weir.route;

import io.weir.catalog.Api;
import io.weir.catalog.InvalidDefinitionException;
import io.weir.catalog.Organization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Where an API lies on the gateway, and what its context and resources must look like. Any thread. */
public final class ApiPaths {
    /** The first segment of the paths of organizations other than the default. */
    private static final String TENANTS = "t";

    private static final String VERSION = "{version}";

    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z0-9-]{0,31}|\\*");

    private ApiPaths() {}

    /**
     * The path on the gateway under which all of an API lies: its context with the version in place, under <code>/t/{organization}</code>
     * unless that is the default one. In normal form, without a slash at the end; empty for the root. Two APIs must not share it.
     *
     * @throws InvalidDefinitionException where the context cannot be used
     */
    public static String gatewayContext(Api api) {
        String context = context(api.context(), api.version());
        return api.organization().equals(Organization.DEFAULT)
                ? context
                : "/" + TENANTS + "/" + api.organization() + context;
    }

    /**
     * A context with the version in place, in normal form; empty for the root.
     *
     * @throws InvalidDefinitionException where the context cannot be used
     */
    public static String context(String context, String version) {
        StringBuilder encoded = new StringBuilder();
        PathText.appendEncoded(version, encoded);
        String text = context.replace(VERSION, encoded);
        PathTemplate template = PathTemplate.parse(text, "context");
        if (!template.isLiteral()) {
            throw new InvalidDefinitionException(
                    "context", context, "literal segments; only " + VERSION + " stands for something else");
        }
        if (text.equals("/")) {
            return "";
        }
        if (template.segments().contains(PathTemplateParser.EMPTY)) {
            throw new InvalidDefinitionException("context", context, "no slash at the end");
        }
        String normal = template.shape();
        if (normal.equals("/" + TENANTS) || normal.startsWith("/" + TENANTS + "/")) {
            throw new InvalidDefinitionException(
                    "context", context, "another first segment: /t belongs to the organizations");
        }
        return normal;
    }

    /** A context that can be used, for an API that has an id but no wish. */
    public static String contextOf(String apiId) {
        return "/" + apiId + (apiId.equals(TENANTS) ? "-api" : "");
    }

    /** What is wrong with an API's context, methods and paths; empty where it can be routed as it is written. */
    public static List<InvalidDefinitionException> problems(Api api) {
        List<InvalidDefinitionException> problems = new ArrayList<>();
        boolean ownsTenants = false;
        try {
            ownsTenants = gatewayContext(api).isEmpty();
        } catch (InvalidDefinitionException e) {
            problems.add(e);
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < api.resources().size(); i++) {
            try {
                check(api.resources().get(i), i, ownsTenants, seen);
            } catch (InvalidDefinitionException e) {
                problems.add(e);
            }
        }
        return problems;
    }

    private static void check(Api.Resource resource, int index, boolean ownsTenants, Map<String, Integer> seen) {
        String field = "resources[" + index + "]";
        if (!METHOD.matcher(resource.method()).matches()) {
            throw new InvalidDefinitionException(
                    field + ".method", resource.method(), "a method in upper case, or * for any");
        }
        PathTemplate template = PathTemplate.parse(resource.path(), field + ".path");
        String shape = template.shape();
        if (ownsTenants && shape.startsWith("/" + TENANTS + "/")) {
            throw new InvalidDefinitionException(
                    field + ".path", resource.path(), "another first segment: /t/ belongs to the organizations");
        }
        Integer first = seen.putIfAbsent(resource.method() + " " + shape, index);
        if (first != null) {
            throw new InvalidDefinitionException(
                    field, resource.method() + " " + resource.path(), "another shape than resources[" + first + "]");
        }
    }
}
