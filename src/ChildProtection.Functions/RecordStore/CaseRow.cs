using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>
/// The snapshot row of a case: <c>case</c> in the case's partition. Every change of the case is conditional on its version.
/// </summary>
internal static class CaseRow
{
    /// <summary>On the snapshot of a record under disposal: all other code treats the case as unknown.</summary>
    private const string SealedProperty = "Sealed";

    /// <summary>On the snapshot of a case whose record must be kept from disposal.</summary>
    private const string HeldProperty = "Held";

    public static bool IsHeld(TableEntity row) => row.GetBoolean(HeldProperty) == true;

    public static void SetHeld(TableEntity row, bool held) => row[HeldProperty] = held;

    public static bool IsSealed(TableEntity row) => row.GetBoolean(SealedProperty) == true;

    public static void Seal(TableEntity row) => row[SealedProperty] = true;

    public static StoredCase Read(TableEntity row) => new()
    {
        State = State(row),
        Reference = row.Need("Reference"),
        GivenName = row.Need("GivenName"),
        FamilyName = row.Need("FamilyName"),
        Family = row.GetString("Family"),
        LeadSocialWorkerName = row.GetString("LeadSocialWorkerName"),
        OpenedAt = row.NeedInstant("OpenedAt"),
        Chair = row.GetString("Chair"),
        Recorder = row.GetString("Recorder"),
        ReferringAgency = row.GetString("ReferringAgency"),
        RestrictedTo = row.Texts(RestrictionRow.AllowedProperty),
        Held = IsHeld(row),
    };

    public static CaseState State(TableEntity row) => CaseStateJson.Load(StateJson(row));

    public static string StateJson(TableEntity row) =>
        LongText.Read(row, "State")
        ?? throw new InvalidDataException($"Row {row.PartitionKey}/{row.RowKey} has no State; it was altered outside the app.");

    public static long Sequence(TableEntity row) => row.GetInt64("Sequence") ?? 0;

    public static void Write(TableEntity row, CaseState state, string hash)
    {
        LongText.Write(row, "State", CaseStateJson.Serialize(state));
        row["Sequence"] = state.Sequence;
        row["LastHash"] = hash;
        row["Stage"] = state.Stage.ToString();
        row["Finished"] = state.Finished;
        row["NextCheckpointAt"] = state.NextCheckpointAt;
    }
}
