package io.weir.admin;

import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore.Change;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.catalog.CatalogWriter;
import io.weir.catalog.Kind;
import io.weir.catalog.Organization;
import io.weir.catalog.Role;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.User;
import io.weir.catalog.VersionConflictException;
import io.weir.config.OwnerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes user {@code admin} in a cluster without users, once however many nodes start together. The node that made it has the password
 * in {@code data/initial-admin-password} (0600). Blocks; any thread but an event loop.
 */
public final class FirstAdmin {
    static final String ID = "admin";
    static final String FILE = "initial-admin-password";

    private static final Logger log = LoggerFactory.getLogger(FirstAdmin.class);
    /** Who wrote what nodes make by themselves. */
    static final String AUTHOR = "system";

    private final CatalogWriter writer;
    private final Passwords passwords;
    private final Secrets secrets;
    private final Path data;

    FirstAdmin(CatalogWriter writer, Passwords passwords, Secrets secrets, Path data) {
        this.writer = writer;
        this.passwords = passwords;
        this.secrets = secrets;
        this.data = data;
    }

    /**
     * Makes the user where there is none. The password is on disk before the user is in the store, and stays there where the store
     * breaks off in between, so it cannot get lost.
     *
     * @return true where this node made it
     */
    boolean ensure() throws StoreUnavailableException, IOException {
        if (hasUsers()) {
            return false;
        }
        String password = secrets.next("");
        OwnerFile.write(data, FILE, password);
        boolean isMade = !write(user(passwords.hash(password))).isEmpty();
        if (isMade) {
            log.info(
                    "user {} was made; its password is in {}",
                    ID,
                    data.resolve(FILE).toAbsolutePath());
        } else {
            Files.deleteIfExists(data.resolve(FILE));
        }
        return isMade;
    }

    private boolean hasUsers() throws StoreUnavailableException {
        boolean[] found = new boolean[1];
        change(catalog -> {
            found[0] = catalog.size(Kind.USER) > 0;
            return List.of();
        });
        return found[0];
    }

    private List<Change> write(User admin) throws StoreUnavailableException {
        return change(catalog -> catalog.size(Kind.USER) > 0 ? List.of() : List.of(Edit.put(admin, 0)));
    }

    private List<Change> change(Function<Catalog, List<Edit>> edits) throws StoreUnavailableException {
        try {
            return writer.write(edits, AUTHOR);
        } catch (VersionConflictException e) {
            throw new IllegalStateException("a user appeared while the catalogue stood still", e);
        }
    }

    private static User user(String hash) {
        return new User(ID, "Administrator", null, Set.of(Role.ADMIN), Organization.DEFAULT, User.State.ACTIVE, hash);
    }
}
