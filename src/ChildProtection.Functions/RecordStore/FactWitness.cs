using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>
/// Hashes of what a decision wrote beside its fact. Being part of the chained fact, they show later whether somebody changed state or
/// deadlines behind the app's back.
/// </summary>
/// <param name="State">Of the case's state.</param>
/// <param name="Deadlines">Of each deadline that changed, by id.</param>
internal sealed record FactWitness(string State, SortedDictionary<string, string> Deadlines)
{
    /// <summary>128 bits are beyond any forger, and a decision may change a hundred deadlines.</summary>
    private const int Length = 32;

    public static FactWitness Of(string caseId, CaseState state, CaseChanges changes) => new(
        HashOf(CaseStateJson.Serialize(state)),
        new SortedDictionary<string, string>(
            changes.Deadlines.ToDictionary(one => one.Id, one => HashOf(DeadlineRow.New(caseId, one))), StringComparer.Ordinal));

    public static string HashOf(TableEntity deadline) => HashOf(LongText.Read(deadline, "Deadline") ?? "");

    public static string HashOf(string text) => TableKeys.Sha256(text)[..Length];
}
