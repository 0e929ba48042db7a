package io.weir.analytics;

import io.weir.catalog.AnalyticsDefinition.Mask;
import io.weir.catalog.Application;
import io.weir.catalog.Plan;
import io.weir.catalog.Stored;
import io.weir.catalog.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all records of a caller on an API, written out once. Immutable.
 *
 * @param who the fields of owner, application and plan, each behind a comma
 * @param right the field of the subscription, behind a comma; empty without one
 * @param applicationId empty where it is left out
 * @param consumer who owns the application; empty where nobody does or it is left out
 * @param planId empty without one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CallerText(
        Application application,
        @Nullable Stored<Subscription> subscription,
        @Nullable Stored<Plan> plan,
        ApiText api,
        byte[] who,
        byte[] right,
        String applicationId,
        String consumer,
        String planId) {

    static CallerText of(AccessRecord record, Application application, ApiText api) {
        JsonBytes json = new JsonBytes();
        boolean isHidden = api.hides(Mask.APPLICATION);
        String owner = application.owner();
        String consumer = owner == null || isHidden || api.hides(Mask.CONSUMER) ? "" : owner;
        if (!consumer.isEmpty()) {
            json.raw(",\"consumer\":").text(consumer);
        }
        if (!isHidden) {
            json.raw(",\"application\":").text(application.id());
        }
        Stored<Plan> plan = record.plan();
        if (plan != null) {
            json.raw(",\"plan\":").text(plan.definition().id());
        }
        byte[] who = json.toArray();
        json.clear();
        Stored<Subscription> subscription = record.subscription();
        if (subscription != null && !isHidden) {
            json.raw(",\"subscription\":").text(subscription.definition().id());
        }
        return new CallerText(
                application,
                subscription,
                plan,
                api,
                who,
                json.toArray(),
                isHidden ? "" : application.id(),
                consumer,
                plan == null ? "" : plan.definition().id());
    }

    /** True where a record is by this caller in the same state. */
    @SuppressWarnings(
            "ReferenceEquality") // every write makes a new instance, and comparing records would cost each call
    boolean isOf(AccessRecord record, ApiText asked) {
        return application == record.application()
                && subscription == record.subscription()
                && plan == record.plan()
                && api == asked;
    }
}
