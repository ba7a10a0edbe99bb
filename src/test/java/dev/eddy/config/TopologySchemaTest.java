package dev.eddy.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.nodes.Node;

/** The schema that editors complete from says what the records say. */
class TopologySchemaTest {
  /** Files that leave out all that may be left out. */
  private static final Map<Class<?>, String> LEAST =
      Map.of(
          TopologySpec.class,
          "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 1}}",
          SourceSpec.class,
          "{topic: b, targets: [c]}",
          ForecastSpec.class,
          "{horizon: 1}",
          StepSpec.class,
          "{every: 1h}");

  private static JsonNode root;
  private static Map<Class<?>, JsonNode> byRecord;

  @BeforeAll
  static void read() throws IOException {
    root = new ObjectMapper().readTree(Path.of("topologies/topology.schema.json").toFile());
    byRecord = new LinkedHashMap<>();
    walk(TopologySpec.class, root);
  }

  static List<Path> files() throws IOException {
    return TopologyFilesTest.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void acceptsEveryTopology(Path file) throws IOException {
    assertThat(validate(new YAMLMapper().readTree(file.toFile()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void acceptsEveryTopologyWithItsDefaultsFilledIn(Path file) throws IOException {
    String text = TopologyText.of(TopologyFilesTest.load(file).spec());
    assertThat(validate(new YAMLMapper().readTree(text))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optimizer: {type: adam, beta1: 0.5}, clip: 1.0",
        "optimizer: {type: adam-w, weight-decay: 0.1, decay-recurrent: true}, clip: value 0.5",
        "optimizer: {type: sgd, nesterov: true, schedule: {type: constant}}, clip: none",
        "optimizer: {type: sgd, momentum: 0, schedule: {type: inverse-square-root, warm-up: 9}}",
        "optimizer: {type: rms-prop, schedule: {type: cosine, period: 9, factor: 2, floor: 0}}",
      })
  void acceptsEveryOptimizer(String keys) throws IOException {
    acceptsModel("type: lstm, " + keys);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: narx, optimizer: {type: sgd}, loss: {type: squared}",
        "type: narx, optimizer: {type: levenberg-marquardt, every: 9, ridge: 1}, units: 16",
        "type: narx, loss: {type: huber, threshold: 2}, readout: {type: ridge, ridge: 3}",
        "type: arx, lags: {target: 9, interactions: 9}, readout: {type: pseudo-inverse, every: 7}",
        "type: echo-state, leak-rate: 0.2, feedback: 0.1, role: shadow",
        "type: echo-state, leak-rate: [0.2, 1], readout: {type: ridge, history: 99}",
      })
  void acceptsEveryModelWithTappedDelays(String keys) throws IOException {
    acceptsModel(keys);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "earliest, start",
        "latest, now",
        "2026-01-31, 2026-01-31T06:30",
        "2026-01-31T06:30:00.5Z, 2026-01-31T06:30:00+01:00"
      })
  void acceptsEveryBeginning(String words) throws IOException {
    String[] word = words.split(", ", -1);
    String yaml =
        "{name: a, source: {topic: b, targets: [c], start: '%s'},".formatted(word[0])
            + " forecast: {horizon: 1, publish-from: '%s'}}".formatted(word[1]);
    assertThat(validate(new YAMLMapper().readTree(yaml))).isEmpty();
    Problems problems = new Problems("file");
    String written = TopologyText.of((TopologySpec) bind(TopologySpec.class, yaml, problems));
    assertThat(problems.any()).isFalse();
    assertThat(validate(new YAMLMapper().readTree(written))).isEmpty();
  }

  @Test
  void acceptsEveryRole() throws IOException {
    acceptsModel(
        "type: arx, role: challenger}, {type: lstm, role: champion}, {type: narx, role: member},"
            + " {type: echo-state, role: shadow");
  }

  private static void acceptsModel(String keys) throws IOException {
    String yaml =
        "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 1}, models: [{%s}]}"
            .formatted(keys);
    assertThat(validate(new YAMLMapper().readTree(yaml))).isEmpty();
    Problems problems = new Problems("file");
    Object bound = bind(TopologySpec.class, yaml, problems);
    assertThat(problems.any()).isFalse();
    String written = TopologyText.of((TopologySpec) bound);
    assertThat(validate(new YAMLMapper().readTree(written))).isEmpty();
    assertThat(bind(TopologySpec.class, written, problems)).isEqualTo(bound);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 0}}",
        "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 1}, sed: 1}",
        "{name: a, source: {topic: b}, forecast: {horizon: 1}}",
        "{name: a, source: {topic: b, targets: [c], start: now}, forecast: {horizon: 1}}",
        "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 1, publish-from: 9}}",
        "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 1}, models: [{type: x}]}",
        "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 1},"
            + " models: [{type: arx, units: 3}]}",
        "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 1},"
            + " models: [{type: lstm, optimizer: {type: adamw}}]}",
        "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 1},"
            + " models: [{type: lstm, clip: norm 1}]}",
        "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 1},"
            + " models: [{type: lstm, optimizer: {type: levenberg-marquardt}}]}",
        "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 1},"
            + " models: [{type: narx, loss: {type: pinball}}]}",
        "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 1},"
            + " models: [{type: echo-state, leak-rate: []}]}",
        "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 1},"
            + " models: [{type: echo-state, leak-rate: slow}]}",
        "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 1},"
            + " models: [{type: echo-state, leak-rate: 0}]}",
        "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 1},"
            + " models: [{type: arx, role: leader}]}",
        "{name: a, source: {topic: b, targets: c}, forecast: {horizon: 1}}",
      })
  void refusesWhatTheLoaderRefuses(String yaml) throws IOException {
    assertThat(validate(new YAMLMapper().readTree(yaml))).isNotEmpty();
    Problems problems = new Problems("file");
    bind(TopologySpec.class, yaml, problems);
    assertThat(problems.any()).isTrue();
  }

  @Test
  void reachesEveryRecord() {
    assertThat(byRecord.keySet())
        .extracting(Class::getSimpleName)
        .contains("RecurrentSpec", "EchoStateSpec", "NarxSpec", "ArxSpec", "AdamSpec", "RlsSpec")
        .contains(
            "StepSpec", "BoundsSpec", "DriftSpec", "ViewSpec", "LearningSinkSpec", "TruncationSpec")
        .contains("LayerSpec", "HuberSpec", "PinballSpec", "ReplaySpec")
        .contains("AdamWSpec", "SgdSpec", "RmsPropSpec", "CosineSpec", "InverseSquareRootSpec");
  }

  @Test
  void hasTheKeysOfTheRecords() {
    byRecord.forEach(
        (type, schema) -> {
          Set<String> keys = new LinkedHashSet<>();
          if (hasKinds(type)) {
            keys.add(Keys.TYPE);
            List<String> types = new ArrayList<>();
            JsonNode written = schema.at("/properties/type");
            if (written.has("const")) {
              types.add(written.get("const").asText());
            }
            written.path("enum").forEach(name -> types.add(name.asText()));
            assertThat(types).isEqualTo(Keys.types(type));
          }
          for (RecordComponent component : type.getRecordComponents()) {
            keys.add(Keys.of(component.getName()));
          }
          assertThat(fieldNames(schema.get("properties"))).as("%s", type).isEqualTo(keys);
          assertThat(schema.get("additionalProperties").asBoolean(true)).as("%s", type).isFalse();
        });
  }

  @Test
  void describesEverything() {
    byRecord.forEach(
        (type, schema) ->
            schema
                .get("properties")
                .properties()
                .forEach(
                    property ->
                        assertThat(property.getValue().path("description").asText())
                            .as("%s %s", type, property.getKey())
                            .isNotBlank()));
  }

  @Test
  void hasTheDefaultsOfTheRecords() {
    byRecord.forEach(
        (type, schema) -> {
          Object least = bind(type, least(type), new Problems("least"));
          for (RecordComponent component : type.getRecordComponents()) {
            String key = Keys.of(component.getName());
            boolean named = type == TopologySpec.class && key.equals("sink");
            if (!named && !requiredBy(type).contains(key)) {
              JsonNode written = schema.get("properties").get(key).get("default");
              assertThat(bound(component.getGenericType(), written))
                  .as("%s %s", type, key)
                  .isEqualTo(withoutEmpty(value(least, component)));
            }
          }
        });
  }

  @Test
  void needsWhatTheRecordsNeed() {
    byRecord.forEach(
        (type, schema) -> {
          Set<String> required = new LinkedHashSet<>();
          schema.path("required").forEach(key -> required.add(key.asText()));
          assertThat(required.remove(Keys.TYPE)).as("%s", type).isEqualTo(hasKinds(type));
          assertThat(required).as("%s", type).isEqualTo(requiredBy(type));
        });
  }

  @Test
  void hasTheLimitsOfTheRecords() {
    byRecord.forEach(
        (type, schema) ->
            schema
                .get("properties")
                .properties()
                .forEach(property -> checkLimits(type, property.getKey(), property.getValue())));
  }

  @Test
  void hasTheConstantsOfTheEnumerations() {
    byRecord.forEach(
        (type, schema) -> {
          for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isEnum()) {
              List<String> constants = new ArrayList<>();
              for (Object constant : component.getType().getEnumConstants()) {
                constants.add(Keys.of((Enum<?>) constant));
              }
              List<String> written = new ArrayList<>();
              schema
                  .at("/properties/" + Keys.of(component.getName()) + "/enum")
                  .forEach(constant -> written.add(constant.asText()));
              assertThat(written).as("%s", component).isEqualTo(constants);
            }
          }
        });
  }

  private static void checkLimits(Class<?> type, String key, JsonNode schema) {
    boolean whole = schema.path("type").asText().equals("integer");
    for (String limit : List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")) {
      if (schema.has(limit)) {
        double bound = schema.get(limit).asDouble();
        double outward = limit.toLowerCase(Locale.ROOT).endsWith("minimum") ? -1 : 1;
        double in = limit.startsWith("e") ? Math.nextAfter(bound, -outward * 1e300) : bound;
        double out =
            limit.startsWith("e")
                ? bound
                : whole ? bound + outward : Math.nextAfter(bound, outward * 1e300);
        String refused = problem(type, key, text(out, whole)).orElse("");
        assertThat(refused).as("%s %s=%s", type, key, out).contains(" " + key + "=");
        String rule = refused.substring(refused.lastIndexOf(": "));
        assertThat(problem(type, key, text(in, whole)).orElse(""))
            .as("%s %s=%s", type, key, in)
            .doesNotContain(rule);
      }
    }
  }

  private static String text(double number, boolean whole) {
    return whole ? Long.toString((long) number) : Scalars.text(number);
  }

  private static Optional<String> problem(Class<?> type, String key, String value) {
    Map<String, String> entries = new LinkedHashMap<>(leastEntries(type));
    entries.put(key, value);
    Problems problems = new Problems("file");
    bind(type, yaml(entries), problems);
    return problems.any()
        ? Optional.of(problems.asException().problems().get(0))
        : Optional.empty();
  }

  /** The keys without which the least file is refused. */
  private static Set<String> requiredBy(Class<?> type) {
    Set<String> required = new LinkedHashSet<>();
    Map<String, String> least = leastEntries(type);
    for (String key : least.keySet()) {
      Map<String, String> without = new LinkedHashMap<>(least);
      without.remove(key);
      Problems problems = new Problems("file");
      bind(type, yaml(without), problems);
      if (problems.any()) {
        required.add(key);
      }
    }
    return required;
  }

  private static Map<String, String> leastEntries(Class<?> type) {
    Map<String, String> entries = new LinkedHashMap<>();
    Node top = YamlDocument.compose(least(type), new Problems("least"));
    Place.top(top)
        .entries()
        .forEach(
            (key, place) ->
                entries.put(
                    key,
                    least(type)
                        .substring(
                            place.node().getStartMark().getIndex(),
                            place.node().getEndMark().getIndex())));
    return entries;
  }

  private static String yaml(Map<String, String> entries) {
    StringBuilder yaml = new StringBuilder("{");
    entries.forEach((key, value) -> yaml.append(key).append(": ").append(value).append(", "));
    return yaml.append("}").toString();
  }

  private static String least(Class<?> type) {
    return LEAST.getOrDefault(type, "{}");
  }

  private static Object bound(Type type, JsonNode written) {
    if (written == null) {
      return null;
    }
    Problems problems = new Problems("default");
    Object value = bind(type, written.toString(), problems);
    assertThat(problems.any()).as("%s", written).isFalse();
    return value;
  }

  private static Object bind(Type type, String yaml, Problems problems) {
    Node node = YamlDocument.compose(yaml, problems);
    return new SpecBinder(new Placeholders(name -> Optional.empty()), problems)
        .value(type, Place.top(node));
  }

  private static Object value(Object record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object withoutEmpty(Object value) {
    return value instanceof Optional<?> optional && optional.isEmpty() ? null : value;
  }

  private static boolean hasKinds(Class<?> type) {
    for (Class<?> parent : type.getInterfaces()) {
      if (parent.isSealed()) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> fieldNames(JsonNode node) {
    Set<String> names = new LinkedHashSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Notes the schema of each record that a value of this type can hold. */
  private static void walk(Type type, JsonNode schema) {
    JsonNode here = schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        walk(of[0], here.get("items"));
      } else if (generic.getRawType() == Map.class) {
        walk(of[1], here.get("additionalProperties"));
      } else {
        walk(of[0], here);
      }
      return;
    }
    Class<?> plain = (Class<?>) type;
    if (Scalars.isScalar(plain)) {
      return;
    }
    if (plain.isSealed()) {
      List<Class<?>> kinds = Keys.kinds(plain);
      assertThat(here.get("anyOf")).as("%s", plain).hasSize(kinds.size());
      for (int i = 0; i < kinds.size(); i++) {
        walk(kinds.get(i), here.get("anyOf").get(i));
      }
      return;
    }
    byRecord.put(plain, here);
    for (RecordComponent component : plain.getRecordComponents()) {
      JsonNode property = here.get("properties").get(Keys.of(component.getName()));
      assertThat(property).as("%s", component).isNotNull();
      walk(component.getGenericType(), property);
    }
  }

  private static Set<ValidationMessage> validate(JsonNode topology) {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
    return schema.validate(topology);
  }
}
