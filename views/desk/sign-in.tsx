import { TextField } from "../parts/field.tsx";
import { DeskDoor } from "./frame.tsx";

/** Login and password. One message for every failure, so that nothing can be learnt from it. */
export function SignIn({ login, problem }: { login: string; problem?: string | undefined }) {
  return (
    <DeskDoor title="工作人员登录">
      <h1>工作人员登录</h1>
      {problem ? (
        <section class="error-summary" role="alert" tabindex={-1} data-focus aria-labelledby="sign-in-problem">
          <h2 id="sign-in-problem">没有登录</h2>
          <p>
            <a href="#login">{problem}</a>
          </p>
        </section>
      ) : null}
      <form method="post" action="/desk/sign-in">
        <TextField
          name="login"
          label="账号"
          value={login}
          extra={{ autocomplete: "username", autocapitalize: "none" }}
        />
        <TextField name="password" label="密码" type="password" extra={{ autocomplete: "current-password" }} />
        <button type="submit" class="button primary">
          登录
        </button>
      </form>
      <p class="quiet">忘记密码请找本单位的系统管理员。</p>
    </DeskDoor>
  );
}
