package dev.eddy.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidayRegionTest {
  @Test
  void isACountryOrAPartOfOne() {
    HolidayRegion country = HolidayRegion.parse("us");
    assertThat(country).hasToString("US").isEqualTo(new HolidayRegion("US"));
    assertThat(country.country()).isEqualTo("US");
    assertThat(country.within()).isEmpty();
    HolidayRegion part = HolidayRegion.parse("de-by-ag");
    assertThat(part.country()).isEqualTo("DE");
    assertThat(part.within()).containsExactly("BY", "AG");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "USA    | must be a country whose holidays are known, such as US, or a part of one, such as"
            + " DE-BY",
        "UK     | must be a country whose holidays are known, such as CK, DK, FK, HK, MK, PK, SK, TK, UA,"
            + " UG, UM, US, UY, UZ, XK, or a part of one, such as DE-BY",
        "QQQQ      | must be a country whose holidays are known, such as US, GB, DE, or a part of one,"
            + " such as DE-BY",
        "DE-BAY | must be DE or one of DE-BB, DE-BE, DE-BW, DE-BY, DE-HB, DE-HE, DE-HH, DE-MV,"
            + " DE-NI, DE-NW, DE-RP, DE-SH, DE-SL, DE-SN, DE-ST, DE-TH",
        "US-NY-NYC-A | must be US-NY-NYC: none of its parts are known",
      })
  void anyOtherIsRefusedWithThoseThatMayBeMeant(String code, String rule) {
    InvalidSpec refused =
        catchThrowableOfType(InvalidSpec.class, () -> HolidayRegion.parse(code.strip()));
    assertThat(refused.problems()).containsExactly(new InvalidSpec.Problem("", code.strip(), rule));
  }
}
