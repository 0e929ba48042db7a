package io.weir.wsconfig.text;

import io.weir.wsconfig.cluster.Member;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The configuration of Apache httpd for mod_proxy_balancer, which passes requests on by HTTP. */
public final class ModProxy {
    /** What is loaded, in this order, unless it is already. */
    public static final List<String> MODULES = List.of(
            "headers_module",
            "proxy_module",
            "proxy_http_module",
            "slotmem_shm_module",
            "proxy_balancer_module",
            "lbmethod_byrequests_module");

    private static final int MAX_FACTOR = 100;
    private static final int IDLE_SECONDS = 50;

    private ModProxy() {}

    /**
     * One connector's part of {@code mod_proxy_weir.conf}.
     *
     * @param folder {@code connectors/N}
     * @param isForAll true where it is for the main server, from which all virtual hosts inherit
     */
    public record Part(Path folder, boolean isForAll) {}

    /**
     * {@code mod_proxy_weir.conf}.
     *
     * @param home the folder of the connectors
     * @param modules their files, for those that may have to be loaded
     * @param parts of the connectors of this web server
     */
    public static String main(Path home, Map<String, Path> modules, List<Part> parts) {
        Lines lines = new Lines().add(ModJk.MADE_BY).add(ModJk.owner(home));
        for (String name : MODULES) {
            Path file = modules.get(name);
            if (file != null) {
                lines.add("<IfModule !" + name + ">")
                        .add("    LoadModule " + name + " " + QuotedPath.of(file))
                        .add("</IfModule>");
            }
        }
        for (Part part : parts) {
            lines.add("Include " + QuotedPath.of(part.folder().resolve("balancer.conf")));
            if (part.isForAll()) {
                lines.add("Include " + QuotedPath.of(part.folder().resolve("mod_proxy_vhost.conf")));
            }
        }
        return lines.text();
    }

    /**
     * {@code balancer.conf}: the nodes. mod_proxy sends a request to another node only where it could not be sent to the first.
     *
     * @param replySeconds longest silence of a node that has a request
     */
    public static String balancer(WorkerNames names, List<Member> members, long replySeconds) {
        int heaviest = members.stream().mapToInt(Member::weight).max().orElse(1);
        Lines lines = new Lines()
                .add("# Made by wsconfig; it writes this file anew when the cluster changes.")
                .add("<Proxy \"" + balancer(names) + "\">");
        for (Member member : members) {
            lines.add("    BalancerMember \"http://" + member.authority() + "\" loadfactor="
                    + factor(member.weight(), heaviest)
                    + " connectiontimeout=2 timeout=" + (replySeconds == 0 ? 86400 : replySeconds) + " ttl="
                    + IDLE_SECONDS
                    + " retry=10" + (member.isActive() ? "" : " status=+D"));
        }
        return lines.add("    ProxySet lbmethod=byrequests").add("</Proxy>").text();
    }

    /** {@code mod_proxy_vhost.conf}: what goes into a virtual host, or into the main server for all of them. */
    public static String virtualHost(WorkerNames names, Mapping mapping) {
        return new Lines()
                .add(ModJk.MADE_BY)
                .add("# The path as the caller wrote it (nocanon): Weir has its own normal form.")
                .add("AllowEncodedSlashes NoDecode")
                .add("ProxyPreserveHost On")
                .add("RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}")
                .add("RequestHeader set X-Forwarded-Port expr=%{SERVER_PORT}")
                .addAll(mapping.proxyPasses(balancer(names)))
                .add("ProxyPassReverse \"/\" \"" + balancer(names) + "/\"")
                .text();
    }

    private static String balancer(WorkerNames names) {
        return "balancer://" + names.balancer();
    }

    /** mod_proxy takes 1 to 100: larger weights keep their proportion as far as that goes. */
    private static long factor(int weight, int heaviest) {
        return heaviest <= MAX_FACTOR ? weight : Math.max(1, Math.round(weight * (double) MAX_FACTOR / heaviest));
    }

    /** The files beside the main file that {@link #main} may name, by module. */
    public static Map<String, String> moduleFiles() {
        return MODULES.stream()
                .collect(Collectors.toMap(name -> name, name -> "mod_" + name.replaceFirst("_module$", "") + ".so"));
    }
}
