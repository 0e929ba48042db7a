package io.weir.config;

import io.weir.config.NodeConfig.Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings below one element, which may be absent from the file. Each method gives the fallback where nothing, or nothing valid, was
 * written. Confined to the loading thread.
 */
record Section(Settings settings, Optional<ConfigElement> element, String path) {

    private static final ValueType<Integer> ADDRESS_PORT = ValueType.integer(1, 65535);

    Section child(String name) {
        Optional<ConfigElement> first =
                element.flatMap(parent -> parent.children(name).stream().findFirst());
        return new Section(settings, first, path(name));
    }

    <T> T read(String name, ValueType<T> type, T fallback) {
        return settings.read(element, path(name), name, type, fallback);
    }

    boolean flag(String name, boolean fallback) {
        return read(name, ValueType.BOOLEAN, fallback);
    }

    int integer(String name, int min, int max, int fallback) {
        return read(name, ValueType.integer(min, max), fallback);
    }

    Duration duration(String name, String min, String max, Duration fallback) {
        return read(name, ValueType.duration(min, max), fallback);
    }

    long size(String name, String min, String max, long fallback) {
        return read(name, ValueType.size(min, max), fallback);
    }

    String host(String name, String fallback) {
        return read(name, ValueType.HOST, fallback);
    }

    /** A port to listen on; 0 lets the system choose one. */
    int listenPort(int fallback) {
        return integer("port", 0, 65535, fallback);
    }

    Secret secret(String name, Secret fallback) {
        return read(name, ValueType.SECRET, fallback);
    }

    Optional<Path> file(String name, Path directory) {
        return read(name, ValueType.file(directory).orEmpty(), Optional.empty());
    }

    <E extends Enum<E>> E oneOf(String name, E fallback) {
        return read(name, ValueType.oneOf(fallback.getDeclaringClass()), fallback);
    }

    /**
     * The list made of all {@code <address>} elements. An override of {@code addresses} replaces it; one of {@code address.host} or
     * {@code address.port} counts where there is a single address.
     */
    List<Address> addresses(Address fallback) {
        settings.declare(path("address.host"));
        settings.declare(path("address.port"));
        Optional<Setting> list = settings.override(path("addresses"));
        List<ConfigElement> elements =
                element.map(parent -> parent.children("address")).orElse(List.of());
        if (list.isPresent()) {
            rejectSingleOverrides(list.get());
            return settings.readOverride(path("addresses"), ValueType.ADDRESSES).orElse(List.of(fallback));
        }
        if (elements.size() <= 1) {
            Section single = child("address");
            return List.of(new Address(
                    single.host("host", fallback.host()), single.read("port", ADDRESS_PORT, fallback.port())));
        }
        settings.override(path("address.host")).ifPresent(this::rejectForSeveral);
        settings.override(path("address.port")).ifPresent(this::rejectForSeveral);
        return elements.stream().map(each -> inFile(each, fallback)).toList();
    }

    private Address inFile(ConfigElement each, Address fallback) {
        return new Address(
                settings.readInFile(each, "host", ValueType.HOST, fallback.host()),
                settings.readInFile(each, "port", ADDRESS_PORT, fallback.port()));
    }

    /** Two overrides of one origin that speak of the same thing: neither is the stronger. */
    private void rejectSingleOverrides(Setting list) {
        for (String name : List.of("address.host", "address.port")) {
            settings.override(path(name))
                    .filter(single -> single.origin().compareTo(list.origin()) >= 0)
                    .ifPresent(single -> settings.report(single, "not together with " + list.path()));
        }
    }

    private void rejectForSeveral(Setting single) {
        settings.report(single, path("addresses") + " instead, since the file lists several addresses");
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
