package io.weir.redis;

import io.weir.limit.Limiter;
import io.weir.limit.LimiterContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisLimiterIT extends LimiterContract {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final List<LimiterNode> nodes = new ArrayList<>();

    @Override
    protected Limiter limiter() {
        LimiterNode node = LimiterNode.patient(redis);
        nodes.add(node);
        return node.guard();
    }

    @AfterEach
    void stop() {
        nodes.forEach(LimiterNode::close);
    }
}
