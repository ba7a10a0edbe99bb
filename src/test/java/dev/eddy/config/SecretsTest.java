package dev.eddy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes from the environment is used and not shown. */
class SecretsTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "TENANT", "acme-corp",
          "HORIZON", "12",
          "JAAS", "login required password=\"hunter2\";",
          "BROKERS", "broker-1:9092",
          "EMPTY", "");

  private static final String FILE =
      """
      name: ${TENANT}
      source: {topic: "${TENANT}-readings", targets: [value], time: "$${TENANT}"}
      forecast: {horizon: "${HORIZON}"}
      seed: ${SEED:77}
      kafka:
        bootstrap.servers: ${BROKERS:localhost:9092}
        client.id: ${CLIENT:eddy}-${EMPTY}
        sasl.jaas.config: ${JAAS}
        ssl.key.password: literal-one
        ssl.truststore.password: ${NOT_THERE:literal-two}
        basic.auth.user.info: user:${TENANT}
      """;

  private final TopologyFile file =
      TopologyFile.parse("f", FILE, name -> Optional.ofNullable(ENVIRONMENT.get(name)));

  @Test
  void variablesAndDefaultsAreReplaced() {
    assertThat(file.spec().name()).isEqualTo("acme-corp");
    assertThat(file.spec().source().topic()).isEqualTo("acme-corp-readings");
    assertThat(file.spec().source().time()).contains("${TENANT}");
    assertThat(file.spec().forecast().horizon()).isEqualTo(12);
    assertThat(file.spec().seed()).isEqualTo(77);
    assertThat(file.spec().kafka())
        .containsEntry("bootstrap.servers", "broker-1:9092")
        .containsEntry("client.id", "eddy-")
        .containsEntry("sasl.jaas.config", ENVIRONMENT.get("JAAS"))
        .containsEntry("ssl.truststore.password", "literal-two");
  }

  @Test
  void secretsAreNotShown() {
    assertThat(file.shown())
        .contains(
            "name: \"${TENANT}\"\n",
            "  topic: \"${TENANT}-readings\"\n",
            "  time: \"$${TENANT}\"\n",
            "  horizon: \"${HORIZON}\"\n",
            "  forecasts: \"${TENANT}-forecasts\"\n",
            "seed: 77\n",
            "  bootstrap.servers: \"${BROKERS}\"\n",
            "  client.id: \"eddy-${EMPTY}\"\n",
            "  sasl.jaas.config: \"${JAAS}\"\n",
            "  ssl.key.password: \"***\"\n",
            "  ssl.truststore.password: \"***\"\n",
            "  basic.auth.user.info: \"***\"\n")
        .doesNotContain("acme", "hunter2", "literal", "broker-1");
  }
}
