package io.weir.session;

import io.weir.catalog.Organization;

/**
 * Who may sign up by themselves, on all nodes. Immutable.
 *
 * @param signup nobody unless given
 * @param organization the id of the one to which they belong then
 */
public record PortalSettings(Signup signup, String organization) {
    /** What holds where nobody has said anything. */
    public static final PortalSettings DEFAULTS = new PortalSettings(Signup.CLOSED, Organization.DEFAULT);

    public PortalSettings {
        signup = signup == null ? Signup.CLOSED : signup;
        organization = organization == null ? Organization.DEFAULT : organization;
    }
}
