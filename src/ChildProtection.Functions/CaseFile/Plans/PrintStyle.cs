namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>The style of documents: readable on a screen, black on white on paper, no meaning by colour alone.</summary>
internal static class PrintStyle
{
    public const string Plain = """
        body{margin:0;background:#fff;color:#0b0c0c;font:1.1rem/1.5 Arial,Helvetica,sans-serif}
        main{max-width:60rem;margin:0 auto;padding:1rem}
        h1{font-size:2rem;line-height:1.2}h2{margin-top:2rem;border-bottom:2px solid #0b0c0c}h3{margin-bottom:.25rem}
        table{width:100%;border-collapse:collapse;margin:.5rem 0 1rem}caption{text-align:left;font-weight:bold}
        th,td{border:1px solid #505a5f;padding:.4rem;text-align:left;vertical-align:top}
        dt{font-weight:bold}dd{margin:0 0 .5rem}
        @media print{main{max-width:none;padding:0}body{font-size:11pt}h2,h3,caption{break-after:avoid}tr,dd{break-inside:avoid}
        thead{display:table-header-group}@page{margin:2cm}}
        """;

    /// <summary>For a child: larger, and wider apart.</summary>
    public const string Child = Plain + "\nbody{font-size:1.5rem;line-height:1.8}@media print{body{font-size:16pt}}";
}
