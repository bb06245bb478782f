using System.ComponentModel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Plan;

public sealed record LeadSocialWorker
{
    [Description("Account id.")]
    public required string Id { get; init; }

    public FreeText? Name { get; init; }

    public required bool Qualified { get; init; }

    [Description("Account id of the manager who identified the worker.")]
    public string? IdentifiedBy { get; init; }
}
