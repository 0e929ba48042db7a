package io.weir.wsconfig.text;

import io.weir.wsconfig.cluster.Member;
import java.util.List;

/** What nginx and HAProxy need to pass requests on to the cluster by HTTP, for a user to put into their configuration. */
public final class Snippets {
    private static final int MAX_HAPROXY_WEIGHT = 256;

    private Snippets() {}

    /** For nginx's {@code http} section. */
    public static String nginx(String cluster, List<Member> members) {
        Lines lines = new Lines()
                .add("# Cluster " + cluster + ", for the http section of nginx. Made by wsconfig -snippet nginx.")
                .add("upstream weir {");
        members.forEach(member -> lines.add("    server " + member.authority() + " weight=" + member.weight()
                + " max_fails=1 fail_timeout=10s" + (member.isActive() ? "" : " down") + ";  # " + member.id()));
        lines.add("    keepalive 32;")
                .add("    keepalive_timeout 50s;")
                .add("}")
                .add("server {")
                .add("    listen 80;");
        Mapping.administration()
                .forEach(path -> lines.add("    location = " + path + " { return 404; }")
                        .add("    location " + path + "/ { return 404; }"));
        return lines.add("    location / {")
                .add("        proxy_pass http://weir;")
                .add("        proxy_http_version 1.1;")
                .add("        proxy_set_header Connection \"\";")
                .add("        proxy_set_header Host $http_host;")
                .add("        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;")
                .add("        proxy_set_header X-Forwarded-Proto $scheme;")
                .add("        proxy_set_header X-Forwarded-Host $http_host;")
                .add("        proxy_set_header X-Forwarded-Port $server_port;")
                .add("        proxy_connect_timeout 2s;")
                .add("        proxy_next_upstream error timeout;")
                .add("        proxy_request_buffering off;")
                .add("        proxy_buffering off;")
                .add("        client_max_body_size 0;")
                .add("    }")
                .add("}")
                .text();
    }

    /** For {@code haproxy.cfg}. */
    public static String haproxy(String cluster, List<Member> members) {
        int heaviest = members.stream().mapToInt(Member::weight).max().orElse(1);
        Lines lines = new Lines()
                .add("# Cluster " + cluster + ", for haproxy.cfg. Made by wsconfig -snippet haproxy.")
                .add("frontend weir_in")
                .add("    mode http")
                .add("    bind :80")
                .add("    option forwardfor")
                .add("    http-request set-header X-Forwarded-Proto %[ssl_fc,iif(https,http)]")
                .add("    http-request set-header X-Forwarded-Host %[req.hdr(Host)]")
                .add("    http-request set-header X-Forwarded-Port %[dst_port]");
        Mapping.administration()
                .forEach(path -> lines.add("    http-request deny deny_status 404 if { path " + path
                        + " } || { path_beg " + path + "/ }"));
        lines.add("    default_backend weir")
                .add("backend weir")
                .add("    mode http")
                .add("    balance roundrobin")
                .add("    option redispatch")
                .add("    retries 2")
                .add("    http-reuse safe");
        members.forEach(member -> lines.add("    server " + member.id() + " " + member.authority() + " weight "
                + weight(member.weight(), heaviest) + " check inter 1s" + (member.isActive() ? "" : " disabled")));
        return lines.text();
    }

    private static long weight(int weight, int heaviest) {
        return heaviest <= MAX_HAPROXY_WEIGHT
                ? weight
                : Math.max(1, Math.round(weight * (double) MAX_HAPROXY_WEIGHT / heaviest));
    }
}
