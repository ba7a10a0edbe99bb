package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+0",
        "7",
        "+7",
        "-7",
        "10",
        "0.5",
        "-0.25",
        "1e3",
        "1E3",
        "1e+3",
        "1e-3",
        "1.5e10",
        "1e999",
        "123456789012345678901234567890"
      })
  void isNumber(String text) {
    assertThat(Numbers.isNumber(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "-",
        ".",
        ".5",
        "5.",
        "01",
        "-01",
        "1,5",
        "1e",
        "1e+",
        "1d",
        "1f",
        "0x10",
        "0x1p3",
        "NaN",
        "nan",
        "inf",
        "Infinity",
        "-Infinity",
        "abc",
        " 1",
        "1 ",
        "1_000",
        "--1",
        "+-1",
        "1.e5",
        "1.2.3",
        "\u0661",
        "1e5.5"
      })
  void isNoNumber(String text) {
    assertThat(Numbers.isNumber(text)).isFalse();
  }

  @Test
  void isTheNearestDoubleAsTheJdkFindsIt() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String text =
          switch (i % 4) {
            case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
            case 1 -> random.nextInt(1_000_000) + "." + random.nextInt(1_000_000);
            case 2 -> random.nextLong() + "" + Math.abs(random.nextLong() / 2) + "e-30";
            default -> random.nextInt(100_000) + "e" + (random.nextInt(700) - 350);
          };
      if (Numbers.isNumber(text)) {
        long expected = Double.doubleToLongBits(Double.parseDouble(text));
        char[] padded = ("xx" + text + "9").toCharArray();
        assertThat(Double.doubleToLongBits(Numbers.parse(text))).as(text).isEqualTo(expected);
        assertThat(Double.doubleToLongBits(Numbers.parse(padded, 2, text.length())))
            .as(text)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void roundsHalvesToEvenHoweverFarTheDigitsGo() {
    // 2^53 + 1 lies halfway between two doubles; the least digit beyond decides.
    assertThat(Numbers.parse("9007199254740993")).isEqualTo(0x1p53);
    assertThat(Numbers.parse("9007199254740993." + "0".repeat(1_500) + "1")).isEqualTo(0x1p53 + 2);
    assertThat(Numbers.parse("+2.5")).isEqualTo(2.5);
    assertThat(Numbers.parse("1e999")).isInfinite();
  }
}
