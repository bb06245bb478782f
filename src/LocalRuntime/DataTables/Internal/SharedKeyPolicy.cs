using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>Signs each try anew (Shared Key Lite for tables: the date and the resource), since a retry may come minutes later.</summary>
internal sealed class SharedKeyPolicy(TableSharedKeyCredential credential, TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        var date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        request.Headers.SetValue("x-ms-date", date);
        var resource = $"/{credential.AccountName}{request.Uri.ToUri().AbsolutePath}";
        request.Headers.SetValue("Authorization", $"SharedKeyLite {credential.AccountName}:{credential.Sign($"{date}\n{resource}")}");
    }
}
