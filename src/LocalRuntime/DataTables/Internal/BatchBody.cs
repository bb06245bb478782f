using System.Buffers;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>The multipart body of a transaction: one change set, one HTTP request per action.</summary>
internal sealed class BatchBody
{
    private readonly ArrayBufferWriter<byte> buffer = new(4096);
    private readonly string root;
    private readonly string table;

    private BatchBody(TablesConnection connection, string table)
    {
        root = connection.Root;
        this.table = table;
        BatchBoundary = $"batch_{connection.NewBoundary():D}";
    }

    public string ContentType => $"multipart/mixed; boundary={BatchBoundary}";

    public ReadOnlyMemory<byte> Content => buffer.WrittenMemory;

    private string BatchBoundary { get; }

    /// <exception cref="TableTransactionFailedException">An action's entity breaks a limit of the service, or the whole is too large.</exception>
    public static BatchBody Write(TablesConnection connection, string table, IReadOnlyList<TableTransactionAction> actions)
    {
        var body = new BatchBody(connection, table);
        var changes = $"changeset_{connection.NewBoundary():D}";
        body.Append($"--{body.BatchBoundary}\r\nContent-Type: multipart/mixed; boundary={changes}\r\n\r\n");
        for (var index = 0; index < actions.Count; index++)
        {
            body.Append($"--{changes}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            try
            {
                body.Append(actions[index]);
            }
            catch (RequestFailedException refused)
            {
                throw TransactionFailure.At(index, refused);
            }
        }

        body.Append($"--{changes}--\r\n\r\n--{body.BatchBoundary}--\r\n");
        TransactionGuard.CheckSize(body.buffer.WrittenCount);
        return body;
    }

    private void Append(TableTransactionAction action)
    {
        var entity = action.Entity;
        var path = action.ActionType == TableTransactionActionType.Add ? table : TablePaths.Entity(table, entity.PartitionKey, entity.RowKey);
        var (method, condition) = action.ActionType switch
        {
            TableTransactionActionType.Add => ("POST", default),
            TableTransactionActionType.UpdateMerge => ("PATCH", action.ETag),
            TableTransactionActionType.UpdateReplace => ("PUT", action.ETag),
            TableTransactionActionType.UpsertMerge => ("PATCH", default),
            TableTransactionActionType.UpsertReplace => ("PUT", default),
            TableTransactionActionType.Delete => ("DELETE", action.ETag == default ? ETag.All : action.ETag),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action.ActionType, "Not a kind of change that a transaction knows."),
        };

        Append($"{method} {root}/{path} HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n");
        if (condition != default)
            Append($"If-Match: {condition.ToString("H")}\r\n");
        if (action.ActionType == TableTransactionActionType.Add)
            Append("Prefer: return-no-content\r\n");
        if (action.ActionType == TableTransactionActionType.Delete)
        {
            Append("\r\n\r\n");
            return;
        }

        var json = EntityJson.Write(entity);
        Append("Content-Type: application/json\r\n\r\n");
        buffer.Write(json.Span);
        Append("\r\n");
    }

    private void Append(string text) => Encoding.UTF8.GetBytes(text, buffer);
}
