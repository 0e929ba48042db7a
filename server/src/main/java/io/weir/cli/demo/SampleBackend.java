package io.weir.cli.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A service behind the demo's gateway: a few pets, and in each answer the name of the backend that gave it. Keeps no state. */
final class SampleBackend {
    /** Names the backend in each answer. */
    static final String HEADER = "X-Backend";

    private static final List<String> PETS =
            List.of("Ada the cat", "Bert the dog", "Cleo the parrot", "Dino the tortoise");
    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;

    private final String name;

    SampleBackend(String name) {
        this.name = name;
    }

    /** Listens on a free port of loopback; the answer is its base address. */
    Future<String> start(Vertx vertx) {
        return vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .map(server -> "http://127.0.0.1:" + server.actualPort());
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/pets") && request.method().equals(HttpMethod.POST)) {
            request.body().onSuccess(body -> send(request, CREATED, received(body)));
        } else if (request.path().equals("/pets")) {
            send(request, 200, new JsonObject().put("pets", pets()));
        } else {
            sendPet(request);
        }
    }

    private void sendPet(HttpServerRequest request) {
        for (int id = 1; id <= PETS.size(); id++) {
            if (request.path().equals("/pets/" + id)) {
                send(request, 200, pet(id));
                return;
            }
        }
        send(request, NOT_FOUND, new JsonObject().put("message", "no such pet: " + request.path()));
    }

    private static JsonObject received(Buffer body) {
        return new JsonObject().put("message", "received, and forgotten").put("bytes", body.length());
    }

    private static JsonArray pets() {
        JsonArray pets = new JsonArray();
        for (int id = 1; id <= PETS.size(); id++) {
            pets.add(pet(id));
        }
        return pets;
    }

    private static JsonObject pet(int id) {
        return new JsonObject().put("id", id).put("name", PETS.get(id - 1));
    }

    private void send(HttpServerRequest request, int status, JsonObject body) {
        HttpServerResponse response = request.response();
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader(HEADER, name)
                .end(new JsonObject()
                        .put("backend", name)
                        .put("received", request.method() + " " + request.uri())
                        .mergeIn(body)
                        .toBuffer());
    }
}
