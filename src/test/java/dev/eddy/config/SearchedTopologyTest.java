package dev.eddy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that leave values to a search. */
class SearchedTopologyTest {
  private static final String HEAD =
      """
      name: tides
      source: {topic: t, targets: [level]}
      forecast: {horizon: 2}
      models:
      """;

  private static SearchedTopology parse(String models) {
    return SearchedTopology.parse("tides.yaml", HEAD + models, name -> Optional.empty());
  }

  private static SearchedTopology echo(String rest) {
    return parse("  - {name: echo, type: echo-state, " + rest + "}\n");
  }

  private static List<String> drawn(String range) {
    SearchRange only = echo(range).ranges().get(0);
    return IntStream.range(0, 1_000).mapToObj(i -> only.at(i / 1_000.0)).distinct().toList();
  }

  @Test
  void wholeNumbersStayWholeAndAllAreAsLikely() {
    assertThat(drawn("units: {search: [3, 6]}")).containsExactly("3", "4", "5", "6");
    SearchRange units = echo("units: {search: [3, 6]}").ranges().get(0);
    assertThat(units.at(0.249)).isEqualTo("3");
    assertThat(units.at(0.251)).isEqualTo("4");
  }

  @Test
  void wideRangesAreDrawnByTheirLogarithm() {
    SearchRange wide = echo("input-scaling: {search: [0.01, 1.0]}").ranges().get(0);
    assertThat(wide.path()).isEqualTo("models[0].input-scaling");
    assertThat(wide.at(0.5)).isEqualTo("0.1");
    assertThat(wide.at(0)).isEqualTo("0.01");
    SearchRange even = echo("input-scaling: {search: [0.01, 1.0], scale: linear}").ranges().get(0);
    assertThat(even.at(0.5)).isEqualTo("0.505");
    SearchRange narrow = echo("input-scaling: {search: [0.5, 2.0], scale: log}").ranges().get(0);
    assertThat(narrow.at(0.5)).isEqualTo("1");
  }

  @Test
  void drawsAreRoundedButTellTheRangeApartAndStayWithin() {
    List<String> forgetting = drawn("readout: {type: rls, forgetting: {search: [0.999, 0.99999]}}");
    assertThat(forgetting)
        .hasSizeGreaterThan(900)
        .allMatch(text -> text.length() <= 9)
        .extracting(BigDecimal::new)
        .allMatch(value -> value.doubleValue() >= 0.999 && value.doubleValue() <= 0.99999);
  }

  @Test
  void wordsAreChosenFrom() {
    SearchedTopology searched = echo("joint: {search: {of: [true, false]}}");
    assertThat(searched.ranges().get(0).words()).containsExactly("true", "false");
    assertThat(searched.ranges().get(0).at(0.7)).isEqualTo("false");
    assertThat(searched.with(List.of("true")).spec().models().get(0).joint()).isTrue();
  }

  @Test
  void allElseOfTheTextStays() {
    SearchedTopology searched =
        parse(
            """
              # 🌊 comes in
              - name: echo
                type: echo-state
                units:
                  search: # how many
                    - 4
                    - 8
                # next
                leak-rate: {search: [0.2, 0.8]} # slow
              - {type: arx}
            """);
    String text = searched.text(List.of("5", "0.4"));
    assertThat(text)
        .contains("# 🌊 comes in")
        .contains("units:\n      5\n")
        .contains("# next\n    leak-rate: 0.4 # slow\n  - {type: arx}");
    assertThat(searched.with(List.of("5", "0.4")).spec().models()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          units: {search: [8, 4]}                     | models[0].units.search=[8, 4]: must rise
          units: {search: [4]}                        | models[0].units.search: must be [low, high], or {of: [one, another]}
          units: {search: [4, many]}                  | models[0].units.search[1]=many: must be a number; a choice of words is {search: {of: [one, another]}}
          units: {search: [0, 8], scale: log}         | models[0].units.scale=log: goes with numbers above 0
          units: {search: [4, 8], scale: cubic}       | models[0].units.scale=cubic: must be linear or log
          units: {search: [4, 8], step: 2}            | models[0].units.step: is not a known key; known here: search, scale
          units: {search: [4, 5000]}                  | models[0].units=5000: must be 1 to 4096
          units: {search: [4.5, 8.0]}                 | models[0].units=4.5: must be a whole number
          joint: {search: [0, 1]}                     | models[0].joint=0: must be true or false
          joint: {search: {of: [true]}}               | models[0].joint.search.of: must be a list of two values or more, no two the same
          role: {search: {of: [member, boss]}}        | models[0].role=boss: must be member, shadow, champion or challenger
          """)
  void whatIsWrongIsSaidWithItsPlace(String entry, String problem) {
    assertThatThrownBy(() -> echo(entry))
        .isInstanceOf(InvalidTopology.class)
        .hasMessageContaining("tides.yaml:5 " + problem);
  }

  @Test
  void aFileWithoutASearchIsNoneForOne() {
    assertThatThrownBy(() -> echo("units: 4"))
        .hasMessage(
            "tides.yaml: leaves nothing to a search: write {search: [low, high]} in place of a number"
                + " of a model");
  }

  @Test
  void whereOneValueIsNeededASearchIsNamedAsSuch() {
    String text = HEAD + "  - {type: arx, lags: {target: {search: [2, 4]}}}\n";
    assertThatThrownBy(() -> TopologyFile.parse("tides.yaml", text, name -> Optional.empty()))
        .hasMessage(
            "tides.yaml:5 models[0].lags.target: is left to a search, which only eddy tune makes, and"
                + " only within models; must be one value here");
    String outside = text.replace("horizon: 2", "horizon: {search: [2, 4]}");
    assertThatThrownBy(
            () -> SearchedTopology.parse("tides.yaml", outside, name -> Optional.empty()))
        .hasMessageContaining("tides.yaml:3 forecast.horizon: is left to a search");
  }
}
