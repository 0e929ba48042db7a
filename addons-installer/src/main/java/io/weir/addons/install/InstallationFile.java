package io.weir.addons.install;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * {@code addon.json}: what was installed into a folder. Without this file nothing was, whatever else lies there. No secret is in it.
 *
 * @param format of this file
 * @param addon {@code datastore} or {@code analytics}
 * @param version of the server
 * @param user as whom it runs
 * @param settings of the add-on's own form
 */
public record InstallationFile(int format, String addon, String version, String user, JsonNode settings) {
    static final String NAME = "addon.json";

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    /** @param settings a record */
    public static InstallationFile of(String addon, String version, String user, Record settings) {
        return new InstallationFile(FORMAT, addon, version, user, JSON.valueToTree(settings));
    }

    /** What is installed there. */
    public static Optional<InstallationFile> in(Path dir) {
        Path file = dir.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            InstallationFile read = JSON.readValue(file.toFile(), InstallationFile.class);
            if (read.format() != FORMAT) {
                throw new CommandException(file + ": format " + read.format() + " (expected: " + FORMAT
                        + "; a later weir installed this, use that one)");
            }
            return Optional.of(read);
        } catch (IOException e) {
            throw new CommandException(file + ": cannot be read (expected: as the installation wrote it): " + e, e);
        }
    }

    /** The settings as what they were. */
    public <T extends Record> T settings(Class<T> type) {
        try {
            return JSON.treeToValue(settings, type);
        } catch (JsonProcessingException e) {
            throw new CommandException(NAME + ": settings: " + e.getOriginalMessage(), e);
        }
    }

    /** Writes it, whole or not at all. */
    public void write(Path folder) throws IOException {
        Path part = folder.resolve("." + NAME + ".part");
        Files.write(part, JSON.writeValueAsBytes(this));
        Folders.permit(part, "rw-r--r--");
        Files.move(part, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
