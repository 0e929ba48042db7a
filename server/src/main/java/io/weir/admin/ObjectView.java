package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Definition;
import io.weir.catalog.Stored;
import java.util.Set;

/**
 * How a stored object looks from outside: its definition, who wrote it last and when, without secrets.
 *
 * @param secrets the members that only an export shows
 */
record ObjectView<T extends Definition>(Set<String> secrets) {
    static final String ID = "id";
    static final String REVISION = "revision";
    static final String CREATED = "created";
    static final String UPDATED = "updated";
    static final String AUTHOR = "author";

    ObjectNode plain(Stored<? extends T> stored) {
        ObjectNode view = export(stored);
        view.remove(secrets);
        return view;
    }

    ObjectNode export(Stored<? extends T> stored) {
        ObjectNode view = AdminJson.MAPPER.valueToTree(stored.definition());
        view.put(REVISION, stored.revision());
        view.put(CREATED, stored.created().toString());
        view.put(UPDATED, stored.updated().toString());
        view.put(AUTHOR, stored.author());
        return view;
    }

    /** The revision of an object as a header field gives it: who has an object out of a list has its tag too. */
    static String etag(Stored<?> stored) {
        return "\"" + stored.revision() + "\"";
    }
}
