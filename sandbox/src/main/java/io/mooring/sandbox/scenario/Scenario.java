package io.mooring.sandbox.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * One story.
 *
 * @param title a sentence that says what is shown
 * @param steps played one after the other; each of them is an assertion, too
 */
public record Scenario(String title, List<Step> steps) {

    private static final int MOST_BYTES = 256 * 1024;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** A file as it is written: each step is a map with one key, the step's name. */
    private record Written(@Nullable String title, @Nullable List<Map<String, Map<String, Object>>> steps) {}

    /**
     * Reads a scenario from a YAML file.
     *
     * @throws ScenarioUnreadable when it is none; says which step is at fault
     */
    public static Scenario read(Path file) {
        var written = written(file);
        if (written.title() == null
                || written.steps() == null
                || written.steps().isEmpty()) {
            throw new ScenarioUnreadable(file + " needs a title and steps");
        }
        var steps = new ArrayList<Step>();
        for (var step : written.steps()) {
            steps.add(step(file, steps.size() + 1, step));
        }
        return new Scenario(written.title(), List.copyOf(steps));
    }

    private static Written written(Path file) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_BYTES);
        options.setAllowDuplicateKeys(false);
        try (var reader = Files.newBufferedReader(file)) {
            Object tree = new Yaml(new SafeConstructor(options)).load(reader);
            return MAPPER.convertValue(tree, Written.class);
        } catch (IOException | YAMLException | JacksonException unreadable) {
            throw new ScenarioUnreadable(file + " is no scenario: " + unreadable.getMessage());
        }
    }

    private static Step step(Path file, int number, Map<String, Map<String, Object>> step) {
        if (step.size() != 1) {
            throw new ScenarioUnreadable(file + ", step " + number + ": one key is expected, not " + step.keySet());
        }
        var entry = step.entrySet().iterator().next();
        var kind = Step.KINDS.get(entry.getKey());
        if (kind == null) {
            throw new ScenarioUnreadable(file + ", step " + number + ": unknown step " + entry.getKey() + "; known are "
                    + Step.KINDS.keySet());
        }
        try {
            return MAPPER.convertValue(entry.getValue(), kind);
        } catch (JacksonException unreadable) {
            throw new ScenarioUnreadable(file + ", step " + number + ": " + unreadable.getOriginalMessage());
        }
    }

    /** A file that holds no scenario. */
    public static final class ScenarioUnreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ScenarioUnreadable(String message) {
            super(message);
        }
    }
}
