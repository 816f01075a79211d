using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Conversations.Testing.StoreSuite;

public abstract class NoticeSuite : StoreSuite
{
    private static readonly EmployeeId Ana = new("ana");
    private static readonly EmployeeId Ben = new("ben");
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private INotices Notices => Store.Services.GetRequiredService<INotices>();

    [Fact]
    public async Task A_notice_is_stored_once_however_often_it_is_made()
    {
        var first = await Notices.AddAsync([Of(Ana, 1), Of(Ben, 1), Of(Ana, 2)], Ct);
        var again = await Notices.AddAsync([Of(Ana, 1), Of(Ana, 2) with { Kind = NoticeKinds.Assigned }, Of(Ana, 3)], Ct);

        Assert.Equal(3, first.Length);
        Assert.Equal([(2L, NoticeKinds.Assigned), (3L, NoticeKinds.Mentioned)], again.Select(row => (row.Notice.Mark, row.Notice.Kind)));
        Assert.Equal(4, (await Notices.ListAsync(Ana, null, 10, Ct)).Length);
        Assert.Empty(await Notices.AddAsync([], Ct));
    }

    [Fact]
    public async Task What_is_stored_is_read_back_whole_newest_first_and_in_pages()
    {
        var full = Of(Ana, 1) with { Seq = 7, Actor = Ben, For = new EmployeeId("carl"), IsQuiet = true, PassOnAt = Start.AddMinutes(1) };
        await Notices.AddAsync([full, Of(Ana, 2), Of(Ana, 3), Of(Ben, 4)], Ct);

        var page = await Notices.ListAsync(Ana, null, 2, Ct);
        var rest = await Notices.ListAsync(Ana, page[^1].Id, 2, Ct);
        Assert.Equal([3L, 2L], page.Select(row => row.Notice.Mark));
        Assert.Equal(full, Assert.Single(rest).Notice);
        Assert.Null(rest[0].SeenAt);
    }

    [Fact]
    public async Task Who_has_seen_up_to_one_has_seen_all_before_and_nothing_of_others()
    {
        var rows = await Notices.AddAsync([Of(Ana, 1), Of(Ana, 2), Of(Ana, 3), Of(Ben, 1)], Ct);
        Assert.Equal(3, await Notices.CountUnseenAsync(Ana, Ct));
        await Notices.SeeAsync(Ana, rows[1].Id, Start.AddMinutes(1), Ct);
        await Notices.SeeAsync(Ana, rows[1].Id, Start.AddMinutes(2), Ct);

        Assert.Equal((1, 1), (await Notices.CountUnseenAsync(Ana, Ct), await Notices.CountUnseenAsync(Ben, Ct)));
        Assert.Equal([null, Start.AddMinutes(1), Start.AddMinutes(1)], (await Notices.ListAsync(Ana, null, 10, Ct)).Select(row => row.SeenAt));
    }

    [Fact]
    public async Task Only_what_nobody_saw_in_time_is_due_to_be_passed_on_and_only_until_it_is_settled()
    {
        var rows = await Notices.AddAsync([Due(1, 60), Due(2, 30), Due(3, 90), Of(Ana, 4), Due(5, 20) with { Employee = Ben }], Ct);
        await Notices.SeeAsync(Ben, long.MaxValue - 1, Start, Ct);

        Assert.Equal([2L, 1L], (await Notices.ReadDueAsync(Start.AddSeconds(60), 10, Ct)).Select(row => row.Notice.Mark));
        await Notices.SettleAsync(rows.Single(row => row.Notice.Mark == 2).Id, Ct);
        Assert.Equal([1L], (await Notices.ReadDueAsync(Start.AddSeconds(60), 10, Ct)).Select(row => row.Notice.Mark));
        Assert.Equal([1L], (await Notices.ReadDueAsync(Start.AddHours(1), 1, Ct)).Select(row => row.Notice.Mark));
        Assert.Equal(4, await Notices.CountUnseenAsync(Ana, Ct));
    }

    [Fact]
    public async Task Cursors_only_move_forward()
    {
        await Notices.MoveCursorAsync(new WriterHead("901", 5), Ct);
        await Notices.MoveCursorAsync(new WriterHead("901", 3), Ct);
        await Notices.MoveCursorAsync(new WriterHead("902", 1), Ct);
        var cursors = await Notices.ReadCursorsAsync(Ct);
        Assert.Equal([new WriterHead("901", 5), new WriterHead("902", 1)], cursors.Where(cursor => cursor.Writer.StartsWith("90", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_old_is_forgotten()
    {
        await Notices.AddAsync([Of(Ana, 1), Of(Ana, 2) with { At = Start.AddDays(1) }], Ct);
        await Notices.ForgetAsync(Start.AddHours(1), Ct);
        Assert.Equal([2L], (await Notices.ListAsync(Ana, null, 10, Ct)).Select(row => row.Notice.Mark));
    }

    private static NewNotice Of(EmployeeId employee, long mark) => new()
    {
        Employee = employee,
        Kind = NoticeKinds.Mentioned,
        Conversation = new ConversationId("aaaaaaaaaaaaaaaaaaaaaaaaaa"),
        Mark = mark,
        At = Start,
    };

    private static NewNotice Due(long mark, int seconds) => Of(Ana, mark) with { PassOnAt = Start.AddSeconds(seconds) };
}
