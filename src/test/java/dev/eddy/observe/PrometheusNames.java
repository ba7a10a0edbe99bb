package dev.eddy.observe;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.Arrays;
import java.util.List;

/** The names under which Prometheus finds the meters of the catalogue. */
final class PrometheusNames {
  private static final PrometheusNamingConvention CONVENTION = new PrometheusNamingConvention();

  private PrometheusNames() {}

  static List<String> of(MeterCatalogue meter) {
    return switch (meter.kind()) {
      case COUNTER -> List.of(base(meter, Meter.Type.COUNTER) + "_total");
      case GAUGE -> List.of(base(meter, Meter.Type.GAUGE));
      case SUMMARY -> withSuffixes(meter, "_count", "_sum", "_max");
      case NORM_SUMMARY, TIMER -> withSuffixes(meter, "_count", "_sum", "_max", "_bucket");
    };
  }

  private static List<String> withSuffixes(MeterCatalogue meter, String... suffixes) {
    Meter.Type type =
        meter.kind() == MeterCatalogue.Kind.TIMER
            ? Meter.Type.TIMER
            : Meter.Type.DISTRIBUTION_SUMMARY;
    String base = base(meter, type);
    return Arrays.stream(suffixes).map(suffix -> base + suffix).toList();
  }

  private static String base(MeterCatalogue meter, Meter.Type type) {
    String unit = meter.baseUnit().isEmpty() ? null : meter.baseUnit();
    return CONVENTION.name(meter.meterName(), type, unit);
  }
}
