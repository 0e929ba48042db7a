package io.weir.wsconfig.httpd;

import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.files.FileText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Follows a web server's configuration from the main file through its includes. It does not judge it: what is not understood is passed over,
 * and the web server's own test has the last word. One thread, one reading.
 */
public final class HttpdConfigReader {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    /** Both as bounds against an include that includes itself. */
    private static final int MAX_DEPTH = 20;

    private static final int MAX_FILES = 10_000;

    private final Path mainFile;
    private final Content content;
    private final Map<String, String> variables;
    private final List<HttpdDirective> directives = new ArrayList<>();
    private final List<VirtualHost> virtualHosts = new ArrayList<>();
    private Path serverRoot;
    private @Nullable OpenHost openHost;
    private int files;
    private int topLevelOffset;
    private int firstVirtualHost = -1;

    /** A file's text as it shall be read: wsconfig reads its own lines out of it. */
    @FunctionalInterface
    public interface Content {
        /** Nothing but what the file holds. */
        Content WHOLE = (file, text) -> text;

        /** @param text what the file holds */
        String of(Path file, String text);
    }

    /** A virtual host whose end has not come yet. */
    private record OpenHost(Path file, HttpdLine start, List<String> names) {}

    private HttpdConfigReader(Path mainFile, Map<String, String> variables, Content content) {
        this.mainFile = mainFile;
        this.serverRoot = mainFile.toAbsolutePath().resolveSibling("");
        this.variables = new HashMap<>(variables);
        this.content = content;
    }

    /**
     * Reads the configuration that starts with this file.
     *
     * @param variables what the web server's environment holds
     * @param content of a file, as it shall be read
     */
    public static HttpdConfig read(Path mainFile, Map<String, String> variables, Content content) {
        return new HttpdConfigReader(mainFile, variables, content).read();
    }

    private HttpdConfig read() {
        String text = text(mainFile);
        HttpdLine.read(text).stream()
                .filter(line ->
                        line.name().equals("serverroot") && !line.arguments().isEmpty())
                .findFirst()
                .ifPresent(line ->
                        serverRoot = serverRoot.resolve(expand(line.arguments().get(0))));
        file(mainFile, text, 0);
        int end = firstVirtualHost < 0 ? text.length() : firstVirtualHost;
        return new HttpdConfig(mainFile, serverRoot, directives, virtualHosts, end);
    }

    private void file(Path file, String text, int depth) {
        if (depth > MAX_DEPTH || ++files > MAX_FILES) {
            throw new WsconfigException(mainFile + ": includes more than " + MAX_FILES + " files or " + MAX_DEPTH
                    + " levels (expected: no file that includes itself)");
        }
        int open = 0;
        for (HttpdLine line : HttpdLine.read(text)) {
            if (depth == 0 && open == 0 && !line.closesSection()) {
                topLevelOffset = line.offset();
            }
            if (line.opensSection()) {
                open++;
                open(file, line);
            } else if (line.closesSection()) {
                open = Math.max(0, open - 1);
                close(line);
            } else {
                directive(file, line, depth);
            }
        }
    }

    private void open(Path file, HttpdLine line) {
        if (line.name().equals("<virtualhost")) {
            openHost = new OpenHost(file, line, new ArrayList<>());
            if (firstVirtualHost < 0) {
                firstVirtualHost = topLevelOffset;
            }
        }
    }

    private void close(HttpdLine line) {
        if (openHost != null && line.name().startsWith("</virtualhost")) {
            virtualHosts.add(new VirtualHost(
                    openHost.file(),
                    openHost.start().number(),
                    line.number(),
                    line.offset(),
                    openHost.start().arguments(),
                    openHost.names()));
            openHost = null;
        }
    }

    private void directive(Path file, HttpdLine line, int depth) {
        List<String> arguments = line.arguments().stream().map(this::expand).toList();
        directives.add(new HttpdDirective(line.name(), arguments, file, line.number(), openHost != null));
        switch (line.name()) {
            case "include", "includeoptional" -> arguments.stream().findFirst().ifPresent(path -> include(path, depth));
            case "define" -> {
                if (arguments.size() == 2) {
                    variables.put(arguments.get(0), arguments.get(1));
                }
            }
            case "servername", "serveralias" -> {
                if (openHost != null) {
                    openHost.names().addAll(arguments);
                }
            }
            default -> {
                // Of no concern here.
            }
        }
    }

    private void include(String path, int depth) {
        try {
            for (Path file : FileNamePattern.files(
                    serverRoot.resolve(path).toAbsolutePath().normalize())) {
                if (Files.isRegularFile(file)) {
                    file(file, text(file), depth + 1);
                }
            }
        } catch (InvalidPathException | PatternSyntaxException passedOver) {
            // The web server's own test tells what is wrong with it.
        } catch (IOException e) {
            throw unreadable(serverRoot.resolve(path), e);
        }
    }

    private String text(Path file) {
        try {
            return content.of(file, FileText.of(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static WsconfigException unreadable(Path file, IOException e) {
        return new WsconfigException(
                file + ": " + e.getClass().getSimpleName()
                        + " (expected: a file of the web server's configuration that can be read)",
                e);
    }

    private String expand(String text) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            String value = variables.get(match.group(1));
            return Matcher.quoteReplacement(value == null ? match.group() : value);
        });
    }
}
