/**
 * What no fault may change, proved on brokers and engines as they are deployed.
 *
 * <pre>
 *   Replay ─► topic of readings ─► Engine × 2 or 3 ─► topic of forecasts ─► Watch: silence
 *                  on Brokers × 3        ▲                    │
 *                        ▲               │                    └─► Comparison with Alone
 *                        └──── Fault ────┘
 * </pre>
 *
 * Classes named {@code *Test} take minutes and run in the profile {@code faults}; what is short of
 * them runs in {@code src/it}.
 */
package dev.eddy.faults;
