package dev.eddy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.spec.ClipSpec;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class GradientClipTest {
  private final Draws draws = new Chance(3, "clip", 0).draws("norms");

  @Test
  void withoutALimitNothingIsClipped() {
    assertThat(new GradientClip(ClipSpec.NONE).scale(1e30)).isEqualTo(1);
  }

  @Test
  void aFixedLimitShortensToItself() {
    GradientClip clip = new GradientClip(ClipSpec.parse("0.5"));
    assertThat(clip.scale(0.5)).isEqualTo(1);
    assertThat(clip.scale(2)).isEqualTo(0.5 / (2 + 1e-6));
  }

  @Test
  void aFewInAHundredAreClipped() {
    assertThat(shareClipped(() -> Math.exp(draws.gaussian()))).isBetween(0.01, 0.05);
    assertThat(shareClipped(() -> 1e-4 * Math.exp(0.3 * draws.gaussian()))).isBetween(0.01, 0.05);
    assertThat(shareClipped(() -> 1e3 * Math.abs(draws.gaussian()))).isBetween(0.0, 0.05);
    assertThat(shareClipped(() -> 1 / (1e-9 + draws.uniform()))).isBetween(0.01, 0.08);
  }

  /** Norms that fall or grow a thousandfold in the course of the updates, by and by. */
  @Test
  void aFewInAHundredAreClippedWhileNormsDrift() {
    for (double drift : new double[] {-1, 1}) {
      for (double deviation : new double[] {0.15, 0.4, 1}) {
        int[] step = {0};
        double clipped =
            shareClipped(
                () -> Math.exp(deviation * draws.gaussian() + drift * 6.9 * step[0]++ / 20_000.0));
        assertThat(clipped).as("%s %s", drift, deviation).isBetween(0.01, 0.08);
      }
    }
    int[] step = {0};
    double swinging =
        shareClipped(() -> Math.exp(0.4 * draws.gaussian() + Math.sin(step[0]++ / 500.0)));
    assertThat(swinging).isBetween(0.01, 0.08);
  }

  @Test
  void aLimitOnComponentsIsNoneOnTheNorm() {
    GradientClip clip = new GradientClip(ClipSpec.parse("value 0.5"));
    assertThat(clip.scale(1e30)).isEqualTo(1);
    assertThat(clip.componentLimit()).isEqualTo(0.5);
    assertThat(new GradientClip(ClipSpec.AUTO).componentLimit()).isInfinite();
  }

  private static double shareClipped(DoubleSupplier norms) {
    GradientClip clip = new GradientClip(ClipSpec.AUTO);
    int clipped = 0;
    for (int i = 0; i < 20_500; i++) {
      if (clip.scale(norms.getAsDouble()) < 1 && i >= 500) {
        clipped++;
      }
    }
    return clipped / 20_000.0;
  }

  @Test
  void theFirstNormsAreClippedAtOne() {
    GradientClip clip = new GradientClip(ClipSpec.AUTO);
    assertThat(clip.scale(4)).isCloseTo(0.25, within(1e-6));
    assertThat(clip.scale(0.1)).isEqualTo(1);
  }

  @Test
  void aBurstRaisesTheLimitSlowly() {
    GradientClip clip = new GradientClip(ClipSpec.AUTO);
    for (int i = 0; i < 1_000; i++) {
      clip.scale(Math.exp(0.2 * draws.gaussian()));
    }
    double before = clip.limit();
    for (int i = 0; i < 5; i++) {
      clip.scale(1e12);
    }
    assertThat(clip.limit() / before).isBetween(1.0, 1.3);
    clip.scale(0);
    assertThat(clip.limit()).isFinite();
  }

  @Test
  void aRestoredLimitIsTheSame() {
    GradientClip clip = new GradientClip(ClipSpec.AUTO);
    for (int i = 0; i < 40; i++) {
      clip.scale(Math.exp(draws.gaussian()));
    }
    GradientClip restored = new GradientClip(ClipSpec.AUTO);
    ArchiveReader.load(ArchiveWriter.bytesOf(clip), restored);
    assertThat(restored.limit()).isEqualTo(clip.limit());
  }
}
