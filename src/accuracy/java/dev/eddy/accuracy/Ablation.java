package dev.eddy.accuracy;

import static dev.eddy.spec.ViewSpec.Features.UNBOUNDED;

import dev.eddy.forecast.DefaultViews;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.spec.ViewSpec;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A topology from which something was taken away, by what a topology file can say.
 *
 * @param name what was taken away; empty if nothing was
 */
record Ablation(String name, TopologySpec spec) {
  /** The topology as it is, then what it is without each of its parts. */
  static List<Ablation> of(TopologySpec spec) {
    List<Ablation> all = new ArrayList<>();
    all.add(new Ablation("", spec));
    all.add(new Ablation("views of the first step, none searched", withViews(spec, view -> view)));
    all.add(
        new Ablation(
            "those, unbounded", withViews(spec, view -> with(view, "features", UNBOUNDED))));
    all.add(
        new Ablation(
            "views reduced to last value", withViews(spec, view -> new ViewSpec(null, null))));
    for (ModelSpec left : spec.models()) {
      List<ModelSpec> others = spec.models().stream().filter(model -> model != left).toList();
      if (!others.isEmpty()) {
        all.add(new Ablation("without " + left.name(), with(spec, "models", others)));
      }
    }
    return all;
  }

  private static TopologySpec withViews(TopologySpec spec, UnaryOperator<ViewSpec> change) {
    List<ViewSpec> suitable = DefaultViews.of(spec);
    List<ModelSpec> changed = new ArrayList<>();
    for (ModelSpec model : spec.models()) {
      Stream<ViewSpec> views = (model.views().isEmpty() ? suitable : model.views()).stream();
      changed.add(with(model, "views", views.map(change).distinct().toList()));
    }
    return with(spec, "models", changed);
  }

  /** A record in which one component is another. */
  @SuppressWarnings("unchecked") // made by the record's own constructor
  private static <T> T with(T record, String component, Object value) {
    try {
      RecordComponent[] parts = record.getClass().getRecordComponents();
      Object[] values = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        boolean isChanged = parts[i].getName().equals(component);
        values[i] = isChanged ? value : parts[i].getAccessor().invoke(record);
      }
      Class<?>[] types =
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return (T) record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
