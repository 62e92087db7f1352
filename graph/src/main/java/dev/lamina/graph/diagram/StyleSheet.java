package dev.lamina.graph.diagram;

/** Colours and fonts, for light and for dark surroundings. */
final class StyleSheet {

  static final String CSS =
      """
      text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;\
      fill:#0f172a;font-size:12px}
      .title{font-size:24px;font-weight:700}
      .heading{font-size:14px;font-weight:600}
      .subheading{font-weight:600}
      .quiet,.legend{font-size:11px;fill:#64748b}
      text.shape{fill:#475569}
      .slim{font-size:11px}
      text.badge{font-weight:700;fill:#ffffff}
      .page{fill:#ffffff}
      .panel{stroke:#cbd5e1}
      .depth0{fill:#f8fafc}
      .depth1{fill:#ffffff}
      .depth2{fill:#f8fafc}
      .rule{stroke:#e2e8f0;fill:none}
      .pill{fill:#475569;stroke:none}
      .pill.terminal{fill:#e2e8f0;stroke:#94a3b8}
      .line{fill:none;stroke:#64748b;stroke-width:1.5}
      .head{fill:#64748b}
      .convolution rect{fill:#dbeafe;stroke:#60a5fa}
      .norm rect{fill:#ede9fe;stroke:#a78bfa}
      .activation rect{fill:#fef3c7;stroke:#fbbf24}
      .pooling rect{fill:#d1fae5;stroke:#34d399}
      .join rect{fill:#ffe4e6;stroke:#fb7185}
      .linear rect{fill:#cffafe;stroke:#22d3ee}
      .other rect{fill:#e5e7eb;stroke:#9ca3af}
      @media (prefers-color-scheme:dark){
      text{fill:#e6edf3}
      .quiet,.legend{fill:#8b98a9}
      text.shape{fill:#b6c2d1}
      text.badge{fill:#0d1117}
      .page{fill:#0d1117}
      .panel{stroke:#343d4a}
      .depth0{fill:#151b23}
      .depth1{fill:#0d1117}
      .depth2{fill:#151b23}
      .rule{stroke:#262e39}
      .pill{fill:#b6c2d1}
      .pill.terminal{fill:#262e39;stroke:#4b5768}
      .line{stroke:#7d8a9b}
      .head{fill:#7d8a9b}
      .convolution rect{fill:#13294b;stroke:#3b82f6}
      .norm rect{fill:#2a1f4e;stroke:#8b5cf6}
      .activation rect{fill:#3d2c06;stroke:#d9a514}
      .pooling rect{fill:#06302a;stroke:#10b981}
      .join rect{fill:#3b1722;stroke:#e0566f}
      .linear rect{fill:#083344;stroke:#06b6d4}
      .other rect{fill:#2b323b;stroke:#6b7280}
      }
      """;

  private StyleSheet() {}
}
