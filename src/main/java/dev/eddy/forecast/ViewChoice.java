package dev.eddy.forecast;

import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.ViewSpec;
import dev.eddy.spec.ViewSpec.Base;
import dev.eddy.spec.ViewSpec.Transform;
import java.util.ArrayList;
import java.util.List;

/** Which views an entry that names none is given. */
final class ViewChoice {
  private ViewChoice() {}

  static List<ViewSpec> of(ModelSpec model, boolean seasonal, boolean nonNegative) {
    Transform transform = nonNegative ? Transform.SQUARE_ROOT : Transform.NONE;
    if (!seasonal) {
      return List.of(new ViewSpec(Transform.NONE, Base.LAST_VALUE));
    }
    List<ViewSpec> views = new ArrayList<>();
    views.add(new ViewSpec(transform, Base.PROFILE));
    views.add(new ViewSpec(transform, Base.MOVED_PROFILE));
    return views;
  }
}
