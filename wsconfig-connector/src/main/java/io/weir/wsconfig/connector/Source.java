package io.weir.wsconfig.connector;

import io.weir.wsconfig.cluster.AdminApi;
import io.weir.wsconfig.cluster.ClusterFile;
import io.weir.wsconfig.cluster.ClusterSource;
import java.net.URI;
import java.nio.file.Path;

/** Where a connector's cluster is described: in a file, or by a node's admin API. */
public sealed interface Source {

    /** A {@code cluster.xml}. */
    record File(Path path) implements Source {
        @Override
        public ClusterSource open() {
            return new ClusterFile(path);
        }

        @Override
        public String title() {
            return path.toString();
        }
    }

    /** The admin API of a node, with a token from a file. */
    record Server(URI address, Path tokenFile) implements Source {
        @Override
        public ClusterSource open() {
            return new AdminApi(address, tokenFile);
        }

        @Override
        public String title() {
            return address.toString();
        }
    }

    /** To read from it. */
    ClusterSource open();

    /** How it is called in messages. */
    String title();
}
