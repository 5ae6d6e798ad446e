package io.mooring.sandbox.engine;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.mooring.web.Mooring;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.GenericApplicationContext;

/** The engine, started as {@code java -jar} would start it, only with the sandbox's settings and time, and in this JVM. */
public final class Engine implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Engine(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts the engine and returns when it is ready. */
    public static Engine start(Map<String, String> settings) {
        return start(settings, Clock.systemUTC());
    }

    /** Starts the engine in a time of its own. */
    public static Engine start(Map<String, String> settings, Clock clock) {
        var arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        // The sandbox stops the engine itself, before what the engine depends on.
        return new Engine(new SpringApplicationBuilder(Mooring.class)
                .initializers((GenericApplicationContext starting) ->
                        starting.registerBean("sandboxClock", Clock.class, () -> clock, Engine::preferred))
                .registerShutdownHook(false)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments));
    }

    /** Before the clock that the engine brings along. */
    private static void preferred(BeanDefinition definition) {
        definition.setPrimary(true);
    }

    /** A bean of the engine. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Stops or starts a part of the engine that has a life of its own, by the name of its bean. */
    public void let(String part, boolean run) {
        var lifecycle = context.getBean(part, Lifecycle.class);
        if (run) {
            lifecycle.start();
        } else {
            lifecycle.stop();
        }
    }

    /** Its clock has jumped: what is due by it is done now, not at the next look. */
    public void timeHasPassed() {
        if (context.isActive()) {
            context.getBeansOfType(Scheduler.class).values().forEach(Scheduler::triggerCheckForDueExecutions);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
