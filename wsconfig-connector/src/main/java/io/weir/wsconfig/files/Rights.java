package io.weir.wsconfig.files;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Who may read a file, where the file system knows of that. Immutable.
 *
 * @param permissions as {@code ls} shows them
 * @param isForced whether a file that is there gets them too; else it keeps what it has
 */
record Rights(String permissions, boolean isForced) {
    /** For all, unless the file is there already. */
    static final Rights READABLE = new Rights("rw-r--r--", false);
    /** For owner and group alone, whoever could read it before. */
    static final Rights PROTECTED = new Rights("rw-r-----", true);

    /** Those that a file had. */
    static Rights former(Set<PosixFilePermission> permissions) {
        return new Rights(PosixFilePermissions.toString(permissions), true);
    }

    Set<PosixFilePermission> set() {
        return PosixFilePermissions.fromString(permissions);
    }
}
