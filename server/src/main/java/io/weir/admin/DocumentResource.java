package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.weir.catalog.Api;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.Kind;
import io.weir.catalog.Organization;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.openapi.DocumentImporter;
import io.weir.openapi.ImportOptions;
import io.weir.openapi.ImportProblem;
import io.weir.openapi.ImportResult;
import io.weir.publishing.FieldProblem;
import io.weir.publishing.IdMaker;
import io.weir.publishing.OutcomeUnknownException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /apis/import} and {@code /apis/{id}/document}. */
final class DocumentResource implements Resource {
    /** The media type of a body that says where the document is instead of being it. */
    static final String BY_ADDRESS = "application/vnd.weir.import+json";

    private static final String ANY = "application/octet-stream";

    private final CatalogObjects<Api> objects;
    private final Supplier<CatalogStore> store;
    private final IdMaker ids;
    private final DocumentFetcher fetcher;
    private final DocumentImporter importer = new DocumentImporter();

    DocumentResource(CatalogObjects<Api> objects, Supplier<CatalogStore> store, IdMaker ids, DocumentFetcher fetcher) {
        this.objects = objects;
        this.store = store;
        this.ids = ids;
        this.fetcher = fetcher;
    }

    /** A document as it came. */
    record Document(Buffer content, String mediaType) {
        @Override
        public String toString() {
            return mediaType + " of " + content.length() + " bytes";
        }
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of("importApi", this::take, "getDocument", this::get, "putDocument", this::put);
    }

    private Answer take(Call call) throws StoreUnavailableException, OutcomeUnknownException {
        Document document = document(call);
        ImportResult result = importer.read(document.content().getBytes(), options(call, document));
        Api draft = result.api();
        if (draft == null) {
            throw ProblemException.invalid(result.problems().stream()
                    .map(problem -> new FieldProblem(problem.path(), problem.message()))
                    .toList());
        }
        Api api = draft.withId(ids.free(Kind.API, draft.id(), objects.catalog()));
        objects.editor().tryOut(api, objects.catalog());
        if (Boolean.parseBoolean(call.parameters().query("dryRun"))) {
            return Answer.json(200, view(AdminJson.MAPPER.valueToTree(api), result.problems()));
        }
        Api.DocumentRef reference =
                store.get().putDocument(api.id(), document.content().getBytes(), document.mediaType());
        Stored<Api> stored = objects.create(call, catalog -> api.withDocument(reference));
        return Answer.json(201, view(ApiResource.SHAPE.view().plain(stored), result.problems()))
                .with("ETag", ObjectView.etag(stored))
                .with("Location", Contract.BASE + "/apis/" + api.id());
    }

    private Document document(Call call) {
        String mediaType = CookieGuard.mediaType(call.parameters().header("Content-Type"));
        if (!mediaType.equals(BY_ADDRESS)) {
            return new Document(call.body(), mediaType.isEmpty() ? ANY : mediaType);
        }
        JsonNode body = AdminJson.read(call.body());
        List<FieldProblem> problems = call.operation().checkBody(BY_ADDRESS, body);
        if (!problems.isEmpty()) {
            throw ProblemException.invalid(problems);
        }
        return fetcher.fetch(body.path("url").asText());
    }

    private static ImportOptions options(Call call, Document document) {
        Parameters parameters = call.parameters();
        return new ImportOptions(
                document.mediaType(), parameters.query("context"), parameters.query("name"), organization(call));
    }

    /** As {@link Ownership#place} says. */
    private static String organization(Call call) {
        Principal caller = call.caller();
        ObjectNode named = AdminJson.MAPPER.createObjectNode();
        String given = call.parameters().query(Ownership.ORGANIZATION);
        if (given != null) {
            named.put(Ownership.ORGANIZATION, given);
        }
        Ownership.place(caller, named);
        return named.path(Ownership.ORGANIZATION).asText(Organization.DEFAULT);
    }

    private static ObjectNode view(ObjectNode api, List<ImportProblem> problems) {
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        view.set("api", api);
        ArrayNode list = view.putArray("problems");
        problems.forEach(problem -> list.add(AdminJson.MAPPER.<ObjectNode>valueToTree(problem)));
        return view;
    }

    private Answer get(Call call) throws StoreUnavailableException {
        Catalog catalog = objects.catalog();
        Stored<Api> api = objects.require(call.id(), ApiResource.visibleTo(call.caller()));
        Api.DocumentRef reference = api.definition().document();
        byte[] bytes = bytes(call.id(), reference);
        if (reference == null || bytes == null) {
            throw ProblemException.notFound("document of API " + call.id() + " at revision " + catalog.revision());
        }
        return Answer.of(200, reference.mediaType(), Buffer.buffer(bytes)).with("Content-Disposition", "attachment");
    }

    private byte @Nullable [] bytes(String api, Api.@Nullable DocumentRef reference) throws StoreUnavailableException {
        return reference == null ? null : store.get().document(api, reference).orElse(null);
    }

    private Answer put(Call call) throws StoreUnavailableException, OutcomeUnknownException {
        ApiResource.requireOwn(objects.require(call.id(), stored -> true), call.caller());
        Document document = document(call);
        if (document.content().length() == 0) {
            throw new ProblemException(400, "empty-body", "the body is empty (expected: a document)");
        }
        Api.DocumentRef reference =
                store.get().putDocument(call.id(), document.content().getBytes(), document.mediaType());
        return objects.change(
                call,
                call.id(),
                stored -> ApiResource.requireOwn(stored, call.caller()),
                api -> api.withDocument(reference));
    }
}
