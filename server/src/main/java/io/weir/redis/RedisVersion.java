package io.weir.redis;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Redis server's version, as {@code redis-server --version} and {@code INFO} tell it. */
public record RedisVersion(int major, int minor, int patch) implements Comparable<RedisVersion> {
    private static final Pattern IN_TEXT = Pattern.compile("(?:v=|redis_version:|^)(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Comparator<RedisVersion> ORDER = Comparator.comparingInt(RedisVersion::major)
            .thenComparingInt(RedisVersion::minor)
            .thenComparingInt(RedisVersion::patch);

    /** Finds the version in what the server printed. */
    public static Optional<RedisVersion> in(String text) {
        Matcher matcher = IN_TEXT.matcher(text);
        return matcher.find()
                ? Optional.of(new RedisVersion(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
                : Optional.empty();
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    @Override
    public int compareTo(RedisVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
