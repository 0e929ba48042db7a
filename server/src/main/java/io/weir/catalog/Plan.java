package io.weir.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An SLA plan: the limits that a subscription puts on its application.
 *
 * @param name free text
 * @param description free text, may be null
 * @param limits all of them hold at once; empty for unlimited
 * @param approval whether a subscription is active at once
 * @param organization the id of the one whose publishers change it; those of the default organization serve the APIs of all
 */
public record Plan(
        String id,
        String name,
        @Nullable String description,
        List<LimitDefinition> limits,
        Approval approval,
        String organization)
        implements Definition {

    /** At most this many limits a plan. */
    public static final int MAX_LIMITS = 8;

    /** Whether a subscription waits for somebody. */
    public enum Approval {
        /** Active at once. */
        @JsonProperty("auto")
        AUTO,
        /** Pending until a publisher approves. */
        @JsonProperty("manual")
        MANUAL
    }

    public Plan {
        Ids.requireId(id, "id");
        Ids.requireName(name, "name");
        limits = orEmpty(limits);
        approval = orAuto(approval);
        organization = organization == null ? Organization.DEFAULT : organization;
        Ids.requireId(organization, "organization");
        if (limits.size() > MAX_LIMITS) {
            throw new InvalidDefinitionException("limits", limits.size() + " limits", "at most " + MAX_LIMITS);
        }
        Set<String> names = new HashSet<>();
        for (LimitDefinition limit : limits) {
            if (!names.add(limit.name())) {
                throw new InvalidDefinitionException("limits", limit.name(), "limit names that differ within the plan");
            }
        }
    }

    /** Whether APIs of an organization can offer it. */
    public boolean serves(String other) {
        return organization.equals(other) || organization.equals(Organization.DEFAULT);
    }

    private static List<LimitDefinition> orEmpty(@Nullable List<LimitDefinition> limits) {
        return limits == null ? List.of() : List.copyOf(limits);
    }

    private static Approval orAuto(@Nullable Approval approval) {
        return approval == null ? Approval.AUTO : approval;
    }

    @Override
    public Kind kind() {
        return Kind.PLAN;
    }
}
