using Azure;
using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Tests.Seals;

/// <summary>Somebody with a key to the tables, who knows how facts are chained.</summary>
internal sealed class Forger(CaseTables tables, string caseId)
{
    /// <summary>Rewrites the facts from a number on, and every hash after it.</summary>
    public async Task RewriteAsync(long from, Func<string, string> change)
    {
        var hash = (await FactAsync(from)).Need("PreviousHash");
        var snapshot = await SnapshotAsync();
        for (var number = from; number <= CaseRow.Sequence(snapshot); number++)
        {
            var fact = await FactAsync(number);
            var json = change(LongText.Read(fact, "Fact")!);
            LongText.Write(fact, "Fact", json);
            fact["PreviousHash"] = hash;
            fact["Hash"] = hash = TableKeys.Sha256(hash + "\n" + json);
            await tables.Cases.UpdateEntityAsync(fact, ETag.All, TableUpdateMode.Replace);
        }

        snapshot["LastHash"] = hash;
        await tables.Cases.UpdateEntityAsync(snapshot, ETag.All, TableUpdateMode.Replace);
    }

    /// <summary>Removes all facts after a number, as if they had never been.</summary>
    public async Task CutAsync(long after)
    {
        var snapshot = await SnapshotAsync();
        for (var number = after + 1; number <= CaseRow.Sequence(snapshot); number++)
            await tables.Cases.DeleteEntityAsync(caseId, CaseKeys.Fact(number));
        snapshot["Sequence"] = after;
        snapshot["LastHash"] = (await FactAsync(after)).Need("Hash");
        await tables.Cases.UpdateEntityAsync(snapshot, ETag.All, TableUpdateMode.Replace);
    }

    private async Task<TableEntity> FactAsync(long number) => (await tables.Cases.FindAsync(caseId, CaseKeys.Fact(number), default))!;

    private async Task<TableEntity> SnapshotAsync() => (await tables.Cases.FindAsync(caseId, CaseKeys.Case, default))!;
}
