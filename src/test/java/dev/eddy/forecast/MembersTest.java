package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.series.Frame;
import dev.eddy.spec.ArxSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.spec.ViewSpec;
import dev.eddy.spec.ViewSpec.Base;
import dev.eddy.spec.ViewSpec.Transform;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembersTest {
  private static final ViewSpec PLAIN = new ViewSpec(Transform.NONE, Base.LAST_VALUE);

  private static List<String> entries(TopologySpec spec) {
    Blueprint blueprint = new Blueprint(spec);
    return Members.of(blueprint, new Views(blueprint)).stream().map(Member::entry).toList();
  }

  @Test
  void anEntryHasAMemberForEachViewAndEachSeasonItsBaselines() {
    assertThat(entries(Specs.specs().spec()))
        .containsExactly(
            "last-value",
            "seasonal",
            "seasonal",
            "drift",
            "holt-winters",
            "holt-winters",
            "holt-winters",
            "lstm",
            "lstm",
            "lstm",
            "echo",
            "echo",
            "echo",
            "narx",
            "narx",
            "narx",
            "arx",
            "arx",
            "arx");
  }

  @Test
  void withoutACalendarThereIsNoSeasonAndOneView() {
    assertThat(entries(Specs.specs().withoutWidth().spec()))
        .containsExactly("last-value", "drift", "holt-winters", "lstm", "echo", "narx", "arx");
  }

  @Test
  void viewsThatAreNamedAreTheOnesThatAreMade() {
    List<ViewSpec> views =
        List.of(PLAIN, new ViewSpec(null, Base.PROFILE), new ViewSpec(Transform.SQUARE_ROOT, null));
    ArxSpec arx = new ArxSpec("mine", views, null, null, null);
    assertThat(entries(Specs.specs().models(List.of(arx)).spec()))
        .filteredOn("mine"::equals)
        .hasSize(3);
  }

  @Test
  void defaultViewsFollowTheSeasonAndTheBounds() {
    List<ViewSpec> plain = profiles(Transform.NONE);
    assertThat(suitable(Specs.specs().withoutWidth())).containsExactly(PLAIN);
    assertThat(suitable(Specs.specs().withoutWidth().bounds("y", 0, 9))).containsExactly(PLAIN);
    assertThat(suitable(Specs.specs())).isEqualTo(plain);
    assertThat(suitable(Specs.specs().bounds("y", 0, 9)))
        .isEqualTo(profiles(Transform.SQUARE_ROOT));
    assertThat(suitable(Specs.specs().bounds("y", -1, 9))).isEqualTo(plain);
    assertThat(suitable(Specs.specs().targets("y", "z").bounds("y", 0, 9))).isEqualTo(plain);
  }

  private static List<ViewSpec> suitable(Specs specs) {
    return new Views(new Blueprint(specs.spec())).suitable();
  }

  private static List<ViewSpec> profiles(Transform transform) {
    return List.of(
        new ViewSpec(transform, Base.PROFILE),
        new ViewSpec(transform, Base.MOVED_PROFILE),
        new ViewSpec(transform, Base.LAST_VALUE));
  }

  @Test
  void framesOfAViewAreMadeOnceOneForEachTargetOrOneForAll() {
    Views views = new Views(new Blueprint(Specs.specs().targets("a", "b", "c").spec()));
    List<? extends Frame> alone = views.frames(PLAIN, false);
    List<? extends Frame> joint = views.frames(PLAIN, true);
    assertThat(alone).hasSize(3).allMatch(frame -> frame.targets() == 1);
    assertThat(joint).hasSize(1).allMatch(frame -> frame.targets() == 3);
    assertThat(views.frames(new ViewSpec(null, null), false).get(2)).isSameAs(alone.get(2));
    assertThat(views.frames(new ViewSpec(Transform.SQUARE_ROOT, null), false).get(0))
        .isNotSameAs(alone.get(0));
  }
}
