package io.weir.ajp;

import io.weir.config.Secret;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one request: what the listener needs of them is kept, the rest is passed over, and one that nobody knows is remembered
 * by its name, because a web server that hands on what a caller chose must not choose what the gateway does. Confined to one event loop;
 * one request at a time.
 */
final class Attributes {
    private static final int CONTEXT = 0x01;
    private static final int SERVLET_PATH = 0x02;
    private static final int REMOTE_USER = 0x03;
    private static final int AUTH_TYPE = 0x04;
    private static final int QUERY_STRING = 0x05;
    private static final int JVM_ROUTE = 0x06;
    private static final int SSL_CERT = 0x07;
    private static final int SSL_CIPHER = 0x08;
    private static final int SSL_SESSION = 0x09;
    private static final int REQUEST_ATTRIBUTE = 0x0A;
    private static final int SSL_KEY_SIZE = 0x0B;
    private static final int SECRET = 0x0C;
    private static final int STORED_METHOD = 0x0D;
    private static final int DONE = 0xFF;

    /** What mod_jk and mod_proxy_ajp send of their own accord, then what isapi_redirect does. */
    private static final Set<String> KNOWN = Set.of(
            "AJP_REMOTE_PORT",
            "AJP_LOCAL_ADDR",
            "AJP_SSL_PROTOCOL",
            "JK_LB_ACTIVATION",
            "CERT_COOKIE",
            "CERT_FLAGS",
            "CERT_ISSUER",
            "CERT_SERIALNUMBER",
            "CERT_SUBJECT",
            "HTTPS_KEYSIZE",
            "HTTPS_SECRETKEYSIZE",
            "HTTPS_SERVER_ISSUER",
            "HTTPS_SERVER_SUBJECT");

    private Secret secret = Secret.NONE;
    private @Nullable String query;
    private @Nullable String storedMethod;
    private @Nullable String certificate;
    private @Nullable String unknown;

    /** Reads all of them, to the packet's end. */
    void read(PacketReader in) {
        secret = Secret.NONE;
        query = null;
        storedMethod = null;
        certificate = null;
        unknown = null;
        int code = in.octet();
        while (code != DONE) {
            if (!take(code, in)) {
                // How long it is only who knows it can tell.
                unknown = "code " + code;
                return;
            }
            code = in.octet();
        }
        if (!in.isAtEnd()) {
            throw new BadPacketException("a request goes on behind its end");
        }
    }

    private boolean take(int code, PacketReader in) {
        switch (code) {
            case CONTEXT, SERVLET_PATH, REMOTE_USER, AUTH_TYPE, JVM_ROUTE, SSL_CIPHER, SSL_SESSION ->
                in.skipOptionalText();
            case SSL_CERT -> certificate = in.optionalText();
            case QUERY_STRING -> query = in.optionalText();
            case SSL_KEY_SIZE -> in.number();
            case SECRET -> {
                String given = in.optionalUtf8();
                secret = given == null ? Secret.NONE : Secret.of(given);
            }
            case STORED_METHOD -> storedMethod = in.optionalText();
            case REQUEST_ATTRIBUTE -> {
                String name = in.text();
                in.skipOptionalText();
                if (!KNOWN.contains(name)) {
                    unknown = name;
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** {@link Secret#NONE} where none was sent. */
    Secret secret() {
        return secret;
    }

    /** What stood behind the first {@code ?}. */
    @Nullable
    String query() {
        return query;
    }

    /** A method that has no code. */
    @Nullable
    String storedMethod() {
        return storedMethod;
    }

    /** PEM of what the caller showed to the web server. */
    @Nullable
    String certificate() {
        return certificate;
    }

    /** One that nobody knows. */
    @Nullable
    String unknown() {
        return unknown;
    }
}
