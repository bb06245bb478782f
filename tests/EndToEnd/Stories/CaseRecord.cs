using System.Text.Json.Nodes;
using EndToEnd.Harness;

namespace EndToEnd.Stories;

/// <summary>
/// What the record store holds of a case in the end, one line for each fact and each deadline, so that two cases can be compared.
/// </summary>
internal sealed record CaseRecord(string State, IReadOnlyList<string> Facts, IReadOnlyList<string> Deadlines)
{
    public static async Task<CaseRecord> ReadAsync(Api api, string casePath) => new(
        (await api.GetAsync(casePath)).Expect(System.Net.HttpStatusCode.OK).Value("state"),
        [.. (await api.ListAsync($"{casePath}/chronology")).Select(Fact)],
        [.. (await api.ListAsync($"{casePath}/deadlines")).Select(Deadline).Order(StringComparer.Ordinal)]);

    /// <summary>Names the first line that differs, rather than showing two long lists.</summary>
    public void SameAs(CaseRecord other)
    {
        Assert.Equal(other.State, State);
        Same("fact", other.Facts, Facts);
        Same("deadline", other.Deadlines, Deadlines);
    }

    private static void Same(string what, IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        for (var index = 0; index < Math.Max(expected.Count, actual.Count); index++)
            Assert.Equal($"{what}: {expected.ElementAtOrDefault(index)}", $"{what}: {actual.ElementAtOrDefault(index)}");
    }

    private static string Fact(JsonNode fact) =>
        $"{fact["sequence"]} {fact["occurredOn"]} {fact["type"]} {fact["actor"]!["subject"]} {fact["summary"]}";

    private static string Deadline(JsonNode deadline) =>
        $"{deadline["id"]} due {deadline["dueOn"]} {deadline["status"]} {deadline["metOn"]} {deadline["daysLate"]} "
        + string.Join(
            ", ", deadline["checkpoints"]!.AsArray().Select(one => $"{one!["kind"]}{one["tier"]} {one["at"]} fired {one["firedAt"]}"));
}
