using System.Text.Json.Nodes;

namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>Fields of a document as headings, tables and lists that a screen reader can follow.</summary>
internal static class JsonSections
{
    /// <summary>A section with its fields in that order, without the absent ones.</summary>
    public static void Section(this HtmlWriter page, string heading, JsonObject from, IEnumerable<string> fields)
    {
        page.Element("h2", heading);
        foreach (var name in fields.Where(name => from[name] is not (null or JsonArray { Count: 0 })))
        {
            page.Element("h3", page.Words.Label(name));
            page.Field(name, from[name]!);
        }
    }

    /// <summary>Facts with short values.</summary>
    public static void Facts(this HtmlWriter page, IEnumerable<(string Name, string Value)> facts) => page.In("dl", () =>
    {
        foreach (var (name, value) in facts)
            page.Element("dt", name).Element("dd", value);
    });

    private static void Field(this HtmlWriter page, string name, JsonNode value)
    {
        switch (value)
        {
            case JsonArray list when list.All(item => item is JsonObject):
                page.Table(page.Words.Label(name), [.. list.Select(item => item!.AsObject())]);
                break;
            case JsonArray list:
                page.In("ul", () =>
                {
                    foreach (var item in list)
                        page.Element("li", page.Words.Value(name, item));
                });
                break;
            case JsonObject parts when parts["unit"] is null:
                page.Facts(
                    parts
                        .Where(part => part.Value is not null)
                        .Select(part => (page.Words.Label(part.Key), page.Words.Value(part.Key, part.Value))));
                break;
            default:
                page.Element("p", page.Words.Value(name, value));
                break;
        }
    }

    private static void Table(this HtmlWriter page, string caption, IReadOnlyList<JsonObject> rows)
    {
        string[] columns = [.. rows.SelectMany(row => row.Where(field => field.Value is not null).Select(field => field.Key)).Distinct()];
        page.In("table", () =>
        {
            page.Element("caption", caption);
            page.In("thead", () => page.In("tr", () =>
            {
                foreach (var column in columns)
                    page.Element("th", page.Words.Label(column), ("scope", "col"));
            }));
            page.In("tbody", () =>
            {
                foreach (var row in rows)
                    page.Row(columns, row);
            });
        });
    }

    private static void Row(this HtmlWriter page, string[] columns, JsonObject row) => page.In("tr", () =>
    {
        for (var index = 0; index < columns.Length; index++)
        {
            var value = row[columns[index]] is { } given ? page.Words.Value(columns[index], given) : "";
            if (index == 0)
                page.Element("th", value, ("scope", "row"));
            else
                page.Element("td", value);
        }
    });
}
