package io.weir.cli.demo;

import io.weir.cli.CommandException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * The call that the demo shows: as a line for curl, and made by itself.
 *
 * @param url on the gateway
 * @param key the clear text of the key
 */
record SampleCall(String url, String key) {
    private static final int PATIENCE_SECONDS = 30;

    /** What came back: the status, the lines worth showing, the body. */
    record Answer(int status, List<String> head, String body) {

        void print(PrintWriter out) {
            out.println("HTTP " + status);
            head.forEach(out::println);
            out.println();
            out.println(body);
        }
    }

    /** A line for bash and for Windows. */
    String curl() {
        return "curl -i -H \"X-API-Key: " + key + "\" " + url;
    }

    /** Makes the call over the network. */
    Answer make() {
        HttpGet request = new HttpGet(url);
        request.setHeader("X-API-Key", key);
        RequestConfig patience = RequestConfig.custom()
                .setResponseTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .build();
        try (CloseableHttpClient http = HttpClients.custom()
                .setDefaultRequestConfig(patience)
                .disableAutomaticRetries()
                .build()) {
            return http.execute(request, SampleCall::read);
        } catch (IOException e) {
            throw new CommandException(url + ": no answer: " + e.getMessage(), e);
        }
    }

    private static Answer read(ClassicHttpResponse response) throws IOException, HttpException {
        List<String> head = new ArrayList<>();
        for (Header header : response.getHeaders()) {
            String name = header.getName().toLowerCase(java.util.Locale.ROOT);
            if (name.contains("ratelimit") || name.equals("x-backend") || name.equals("content-type")) {
                head.add(header.getName() + ": " + header.getValue());
            }
        }
        return new Answer(response.getCode(), head, EntityUtils.toString(response.getEntity()));
    }

    @Override
    public String toString() {
        return "GET " + url;
    }
}
