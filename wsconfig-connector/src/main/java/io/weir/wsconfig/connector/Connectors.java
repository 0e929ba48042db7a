package io.weir.wsconfig.connector;

import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder {@code connectors}: one numbered folder for each connector. Read anew at each call. */
public final class Connectors {
    private final Path folder;

    public Connectors(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Where the connectors lie. */
    public Path folder() {
        return folder;
    }

    /** All connectors, by number. */
    public List<Connector> all() {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> Files.isRegularFile(child.resolve(SettingsFile.NAME)))
                    .filter(child -> String.valueOf(child.getFileName()).matches("[1-9]\\d{0,5}"))
                    .map(Connectors::read)
                    .sorted(Comparator.comparingInt(Connector::number))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new WsconfigException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** The connector with this number. */
    public Connector numbered(int number) {
        return all().stream()
                .filter(connector -> connector.number() == number)
                .findFirst()
                .orElseThrow(() -> new WsconfigException("-connector: " + number + " (expected: one of those in "
                        + folder + "; wsconfig -list shows them)"));
    }

    /** The connector of that site, where there is one. */
    public Optional<Connector> of(Site site) {
        return all().stream()
                .filter(connector -> connector.settings().site().isSameAs(site))
                .findFirst();
    }

    /** A connector for a site that has none yet, with the lowest free number; nothing is written. */
    Connector next(ConnectorSettings settings) {
        int number = 1;
        while (Files.exists(folder.resolve(String.valueOf(number)))) {
            number++;
        }
        return new Connector(number, folder.resolve(String.valueOf(number)), settings, List.of());
    }

    private static Connector read(Path child) {
        SettingsFile.Content content = SettingsFile.read(child.resolve(SettingsFile.NAME));
        return new Connector(
                Integer.parseInt(String.valueOf(child.getFileName())), child, content.settings(), content.edited());
    }
}
