package io.weir.catalog;

/** The ways into a catalogue besides kind and id; immutable. */
record CatalogIndexes(
        Index<String> tokenBySha256,
        Index<String> keyBySha256,
        Index<String> keyByApplication,
        Index<Parties> subscriptionByParties,
        Index<String> subscriptionByApplication,
        Index<String> subscriptionByApi,
        Index<String> subscriptionByPlan,
        Index<Parties> apiByContext) {

    static final CatalogIndexes EMPTY = new CatalogIndexes(
            Index.empty(),
            Index.empty(),
            Index.empty(),
            Index.empty(),
            Index.empty(),
            Index.empty(),
            Index.empty(),
            Index.empty());

    /** A key of two parts. */
    record Parties(String first, String second) {}

    Draft draft() {
        return new Draft(this);
    }

    /** Indexes under construction, for one thread. */
    static final class Draft {
        private final Index.Draft<String> tokenBySha256;
        private final Index.Draft<String> keyBySha256;
        private final Index.Draft<String> keyByApplication;
        private final Index.Draft<Parties> subscriptionByParties;
        private final Index.Draft<String> subscriptionByApplication;
        private final Index.Draft<String> subscriptionByApi;
        private final Index.Draft<String> subscriptionByPlan;
        private final Index.Draft<Parties> apiByContext;

        private Draft(CatalogIndexes origin) {
            tokenBySha256 = origin.tokenBySha256.draft();
            keyBySha256 = origin.keyBySha256.draft();
            keyByApplication = origin.keyByApplication.draft();
            subscriptionByParties = origin.subscriptionByParties.draft();
            subscriptionByApplication = origin.subscriptionByApplication.draft();
            subscriptionByApi = origin.subscriptionByApi.draft();
            subscriptionByPlan = origin.subscriptionByPlan.draft();
            apiByContext = origin.apiByContext.draft();
        }

        void add(Stored<?> stored) {
            visit(stored, Index.Draft::add);
        }

        void remove(Stored<?> stored) {
            visit(stored, Index.Draft::remove);
        }

        CatalogIndexes freeze() {
            return new CatalogIndexes(
                    tokenBySha256.freeze(),
                    keyBySha256.freeze(),
                    keyByApplication.freeze(),
                    subscriptionByParties.freeze(),
                    subscriptionByApplication.freeze(),
                    subscriptionByApi.freeze(),
                    subscriptionByPlan.freeze(),
                    apiByContext.freeze());
        }

        private void visit(Stored<?> stored, Step step) {
            Definition definition = stored.definition();
            if (definition instanceof AccessToken token) {
                step.take(tokenBySha256, token.sha256(), stored);
            } else if (definition instanceof ApiKey key) {
                step.take(keyBySha256, key.sha256(), stored);
                step.take(keyByApplication, key.application(), stored);
            } else if (definition instanceof Api api) {
                step.take(apiByContext, new Parties(api.organization(), api.resolvedContext()), stored);
            } else if (definition instanceof Subscription subscription) {
                step.take(subscriptionByParties, new Parties(subscription.application(), subscription.api()), stored);
                step.take(subscriptionByApplication, subscription.application(), stored);
                step.take(subscriptionByApi, subscription.api(), stored);
                step.take(subscriptionByPlan, subscription.plan(), stored);
            }
        }
    }

    /** Adds to an index, or takes out of it. */
    private interface Step {
        <K> void take(Index.Draft<K> index, K key, Stored<?> stored);
    }
}
