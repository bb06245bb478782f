using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.CaseFile;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore.Lists;

namespace ChildProtection.Functions.Worklists;

internal sealed record WorklistItemView(
    string CaseId,
    string Reference,
    string ChildName,
    string Team,
    string? Worker,
    string DeadlineId,
    string Kind,
    string Title,
    DateOnly DueOn,
    DateOnly ScheduleBy,
    DeadlineStatus Status,
    int DaysLate,
    int Tier) : IAboutCase
{
    public static WorklistItemView Of(WorklistItem item, DateOnly today) =>
        new(
            item.CaseId,
            item.Reference,
            item.ChildName,
            item.Team,
            item.Worker,
            item.DeadlineId,
            item.Kind,
            item.Title,
            item.DueOn,
            item.ScheduleBy,
            item.Status,
            DeadlineView.DaysLateOf(item.Status, item.DueOn, today, ended: 0),
            item.Tier);
}

internal sealed record CaseListItemView(
    string CaseId, string Reference, string ChildName, CaseStage State, string Team, string? LeadSocialWorker, DateTime? NextCheckpointAt)
    : IAboutCase
{
    public static CaseListItemView Of(CaseListItem item) => new(
        item.CaseId, item.Reference, item.ChildName, item.State, item.Team, item.LeadSocialWorker, item.NextCheckpointAt?.UtcDateTime);
}
