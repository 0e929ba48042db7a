package io.weir.analytics.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link AnalyticsQueries} answer. {@code isComplete} is false where a part of the data could not be asked in time. */
public final class Answers {
    private Answers() {}

    /**
     * Totals.
     *
     * @param previous of the time before; null where it was not asked for
     */
    public record Summary(
            boolean isComplete, Figures total, @Nullable Figures previous) {}

    /** A figure over time. */
    public record Course(boolean isComplete, List<Series> series) {
        public Course {
            series = List.copyOf(series);
        }
    }

    /**
     * One course.
     *
     * @param key the value that it is about; empty for everything
     */
    public record Series(String key, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /** @param time where its interval begins */
    public record Point(Instant time, Figures figures) {}

    /** A top list. */
    public record Top(boolean isComplete, Figures total, List<Entry> entries) {
        public Top {
            entries = List.copyOf(entries);
        }
    }

    /** One of a top list. */
    public record Entry(String key, Figures figures) {}

    /**
     * Single calls.
     *
     * @param total how many there are, up to 10,000
     * @param documents as they are stored
     * @param next where the next page begins; null where there is none
     */
    public record Calls(
            boolean isComplete,
            long total,
            List<JsonNode> documents,
            @Nullable String next) {
        public Calls {
            documents = List.copyOf(documents);
        }
    }

    /**
     * What was used.
     *
     * @param next where the next page begins; null where there is none
     */
    public record Usage(
            boolean isComplete,
            List<UsageRow> rows,
            @Nullable String next) {
        public Usage {
            rows = List.copyOf(rows);
        }
    }

    /** By one application of one API on one plan on one day; texts are empty where calls had none. */
    public record UsageRow(LocalDate day, String application, String api, String plan, Figures figures) {}
}
