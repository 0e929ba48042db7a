package io.weir.analytics;

import io.weir.catalog.AnalyticsDefinition.Mask;
import io.weir.limit.LimitDecision;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the documents of calls ({@code docs/analytics.md} lists their fields). One thread. */
final class RecordEncoder {
    private static final int MAX_TYPE = 128;
    private static final int MAX_USER_AGENT = 256;
    private static final int MICRO = 1000;
    private static final int RADIX = 36;
    /** So much of a character may be there without its end. */
    private static final int MAX_CUT = 3;

    private final JsonBytes json = new JsonBytes();
    private final Timestamps timestamps;
    private final byte[] origin;
    private final String idPrefix;

    RecordEncoder(String node, String run, Timestamps timestamps) {
        this.timestamps = timestamps;
        this.origin =
                json.raw(",\"node\":").text(node).raw(",\"run\":").text(run).toArray();
        this.idPrefix = run + "-";
    }

    /** The document's id: the same whenever it is sent. */
    String id(long sequence) {
        return idPrefix + Long.toString(sequence, RADIX);
    }

    byte[] encode(AccessRecord record, long sequence, @Nullable RouteText route, @Nullable CallerText caller) {
        json.clear().raw("{\"@timestamp\":");
        timestamps.write(json, timestamps.millisAt(record.startNanos()));
        json.raw(",\"requestId\":").text(record.requestId());
        json.raw(origin).raw(",\"seq\":").number(sequence);
        if (route != null) {
            json.raw(route.api().fields()).raw(route.resource());
        }
        if (caller != null) {
            json.raw(caller.who()).raw(caller.right());
        }
        optional(",\"error\":", record.error());
        json.raw(",\"method\":").text(record.method());
        if (route == null || !route.hides(Mask.PATH)) {
            json.raw(",\"path\":").text(record.path());
        }
        numbers(record);
        limits(record.limits());
        caller(record, route);
        payload(record.payload());
        return json.raw('}').toArray();
    }

    private void numbers(AccessRecord record) {
        json.raw(",\"status\":").number(record.status());
        json.raw(",\"requestBytes\":").number(record.requestBytes());
        json.raw(",\"responseBytes\":").number(record.responseBytes());
        long duration = Math.max(0, record.durationNanos() / MICRO);
        long upstream = Math.min(duration, record.upstreamNanos() / MICRO);
        json.raw(",\"durationMicros\":").number(duration);
        json.raw(",\"gatewayMicros\":").number(duration - upstream);
        if (record.target() != null) {
            json.raw(",\"upstreamMicros\":").number(upstream);
            json.raw(",\"target\":").text(record.target());
            json.raw(",\"attempts\":").number(record.attempts());
        }
        long revision = record.catalog().revision();
        json.raw(",\"revision\":").number(revision);
    }

    private void limits(@Nullable LimitDecision limits) {
        if (limits == null || limits.set().isEmpty()) {
            return;
        }
        json.raw(
                switch (limits.outcome()) {
                    case GRANTED -> ",\"limit\":\"granted\"";
                    case LIMITED -> ",\"limit\":\"limited\"";
                    case STORE_AWAY -> ",\"limit\":\"store-away\"";
                });
        json.raw(
                switch (limits.source()) {
                    case STORE -> ",\"limitState\":\"shared\"";
                    case REMEMBERED -> ",\"limitState\":\"remembered\"";
                    case LOCAL -> ",\"limitState\":\"approximate\"";
                });
    }

    private void caller(AccessRecord record, @Nullable RouteText route) {
        mediaType(",\"requestType\":", record.requestType());
        mediaType(",\"responseType\":", record.responseType());
        optional(",\"clientIp\":", ClientAddress.of(record.clientIp(), route != null && route.hides(Mask.CLIENT_IP)));
        json.raw(",\"protocol\":").text(record.protocol());
        json.raw(",\"door\":").text(record.door());
        json.raw(record.tls() ? ",\"tls\":true" : ",\"tls\":false");
        String agent = record.userAgent();
        if (agent != null && (route == null || !route.hides(Mask.USER_AGENT))) {
            json.raw(",\"userAgent\":").text(agent, MAX_USER_AGENT);
        }
    }

    private void optional(String name, @Nullable String value) {
        if (value != null) {
            json.raw(name).text(value);
        }
    }

    private void mediaType(String name, @Nullable String field) {
        if (field == null) {
            return;
        }
        int end = field.indexOf(';');
        String type = (end < 0 ? field : field.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        json.raw(name).text(type, MAX_TYPE);
    }

    private void payload(@Nullable Payload payload) {
        if (payload != null) {
            body(",\"requestBody\":", payload.request());
            body(",\"responseBody\":", payload.response());
        }
    }

    private void body(String name, byte @Nullable [] bytes) {
        if (bytes != null) {
            json.raw(name).text(textOf(bytes));
        }
    }

    /** Text where it is text up to its cut end, else base64. */
    private static String textOf(byte[] bytes) {
        for (int cut = 0; cut <= Math.min(MAX_CUT, bytes.length); cut++) {
            String text = decoded(ByteBuffer.wrap(bytes, 0, bytes.length - cut));
            if (text != null) {
                return text;
            }
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static @Nullable String decoded(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
