package io.weir.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** HAProxy with TLS in front of a {@link SecuredElasticsearch}: who shows its key is let in as a user who may write. */
final class KeyCheckingProxy implements AutoCloseable {
    static final String KEY = "cmlnaHQ6a2V5LW9mLXdlaXI=";

    private final int port = Ports.free();
    private final Process process;

    KeyCheckingProxy(Path haproxy, Path folder, SecuredElasticsearch server, Certificate certificate)
            throws IOException {
        Path pair = folder.resolve("haproxy.pem");
        Files.writeString(
                pair,
                Files.readString(certificate.file("certificate.pem")) + Files.readString(certificate.file("key.pem")));
        Path config = Files.write(
                folder.resolve("haproxy.cfg"),
                List.of(
                        "defaults",
                        "  mode http",
                        "  timeout connect 2s",
                        "  timeout client 30s",
                        "  timeout server 30s",
                        "frontend in",
                        "  bind 127.0.0.1:" + port + " ssl crt " + pair,
                        "  http-request deny deny_status 401 unless { req.hdr(Authorization) -m str \"ApiKey " + KEY
                                + "\" }",
                        "  http-request set-header Authorization \""
                                + SecuredElasticsearch.authorization(SecuredElasticsearch.USER) + "\"",
                        "  default_backend elasticsearch",
                        "backend elasticsearch",
                        "  server one 127.0.0.1:" + server.port() + " ssl verify required verifyhost localhost ca-file "
                                + certificate.file("certificate.pem")));
        process = new ProcessBuilder(haproxy.toString(), "-db", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile())
                .start();
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        Processes.end(process);
    }
}
